#include "services/alignment/domain/matching/named_credentials.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace plumbline::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<CredentialText>& Lists() {
  static const auto* const lists = new std::vector<CredentialText>{
      {"NURSE AIDE", {3}},
      {"CRANE OPERATOR (LONG BOOM)", {}},
      {"GUARD, SECURITY            ", {1, 2}},
      {"Nurses Aide (Existing Title: Ward Helper)", {0, 3}},
      {"LICENSE (STATE)", {2}}};
  return *lists;
}

std::vector<uint32_t> Called(absl::string_view name) {
  Stemmer stemmer;
  const NamedCredentials credentials(Lists());
  const auto found = credentials.CalledSo(name, &stemmer);
  return {found.begin(), found.end()};
}

TEST(NamedCredentialsTest, AllRowsThatAreCalledSoAreFound) {
  EXPECT_THAT(Called("Nurse Aide"), ElementsAre(0, 3));
  EXPECT_THAT(Called("security guards"), ElementsAre(2));
}

TEST(NamedCredentialsTest, BracketsAndWordsForCredentialsDoNotMatter) {
  EXPECT_THAT(Called("Certified Nurse Aide (CNA)"), ElementsAre(0, 3));
  EXPECT_THAT(Called("License as a Security Guard"), ElementsAre(2));
}

TEST(NamedCredentialsTest, APartOfANameIsNone) {
  EXPECT_THAT(Called("Nurse"), IsEmpty());
  EXPECT_THAT(Called("Home Nurse Aide"), IsEmpty());
}

TEST(NamedCredentialsTest, WhatSaysNothingOrLeadsNowhereIsNoCredential) {
  EXPECT_THAT(Called(""), IsEmpty());
  EXPECT_THAT(Called("Certification"), IsEmpty());
  EXPECT_THAT(Called("Crane Operator"), IsEmpty());
}

TEST(NamedCredentialsTest, ARowIsOneWhereItLeads) {
  Stemmer stemmer;
  std::vector<float> row(5);
  const NamedCredentials credentials(Lists());
  credentials.Fill(credentials.CalledSo("Aide, Nurse", &stemmer),
                   absl::MakeSpan(row));
  EXPECT_THAT(row, ElementsAre(1, 0, 0, 1, 0));
  credentials.Fill(credentials.CalledSo("Security Guard", &stemmer),
                   absl::MakeSpan(row));
  EXPECT_THAT(row, ElementsAre(1, 1, 1, 1, 0));
  EXPECT_TRUE(NamedCredentials().CalledSo("Nurse Aide", &stemmer).empty());
  EXPECT_THAT(row, ElementsAre(1, 1, 1, 1, 0));
}

}  // namespace
}  // namespace plumbline::alignment
