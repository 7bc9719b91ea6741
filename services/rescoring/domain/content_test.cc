#include "services/rescoring/domain/content.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rescoring {
namespace {

using sources::ContentKind;
using testing::HasReason;

TEST(ContentTest, AnErrorPageIsNoneOfTheKinds) {
  for (const char* page :
       {"<!DOCTYPE html><html>", "\n  <html><head>", "\xEF\xBB\xBF<?xml", ""}) {
    for (const ContentKind kind :
         {ContentKind::kZip, ContentKind::kXlsx, ContentKind::kCsv,
          ContentKind::kJson, ContentKind::kText}) {
      EXPECT_THAT(CheckBeginning(kind, page),
                  HasReason("SOURCE_NOT_THE_FORMAT"))
          << page;
    }
  }
  for (const char* type :
       {"text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml"}) {
    EXPECT_THAT(CheckContentType(ContentKind::kZip, type),
                HasReason("SOURCE_NOT_THE_FORMAT"));
  }
}

TEST(ContentTest, TakesFilesOfTheirKind) {
  EXPECT_OK(CheckBeginning(ContentKind::kZip, "PK\x03\x04rest"));
  EXPECT_OK(CheckBeginning(ContentKind::kXlsx, "PK\x03\x04rest"));
  EXPECT_OK(CheckBeginning(ContentKind::kCsv, "\xEF\xBB\xBF\"CIPCode\",1"));
  EXPECT_OK(CheckBeginning(ContentKind::kJson, " {\"a\": 1}"));
  EXPECT_OK(CheckBeginning(ContentKind::kText, "O*NET-SOC Code\tTitle"));
  EXPECT_OK(CheckContentType(ContentKind::kZip, "application/octet-stream"));
  EXPECT_OK(CheckContentType(ContentKind::kCsv, ""));
  // A workbook is no text, and an old one no zip.
  EXPECT_THAT(CheckBeginning(ContentKind::kXlsx, "\xD0\xCF\x11\xE0"),
              HasReason("SOURCE_NOT_THE_FORMAT"));
  EXPECT_THAT(CheckBeginning(ContentKind::kCsv, absl::string_view("PK\0\0", 4)),
              HasReason("SOURCE_NOT_THE_FORMAT"));
}

}  // namespace
}  // namespace plumbline::rescoring
