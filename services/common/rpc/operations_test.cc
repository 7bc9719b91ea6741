#include "services/common/rpc/operations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/timestamp.pb.h"
#include "services/common/base/error.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rpc {
namespace {

namespace lr = google::longrunning;
using testing::HasReason;
using testing::IsOk;

lr::Operation RecordOne(OperationsHandler& handler) {
  google::protobuf::Timestamp made;
  made.set_seconds(7);
  return handler.Record("labor", google::protobuf::Timestamp(), made);
}

TEST(OperationsHandlerTest, AnOperationIsDoneAndFoundByItsName) {
  OperationsHandler handler;
  const lr::Operation recorded = RecordOne(handler);
  EXPECT_EQ(recorded.name(), "operations/labor-1");
  lr::GetOperationRequest request;
  request.set_name(recorded.name());
  ASSERT_OK_AND_ASSIGN(const lr::Operation found,
                       handler.GetOperation(request));
  EXPECT_TRUE(found.done());
  google::protobuf::Timestamp made;
  ASSERT_TRUE(found.response().UnpackTo(&made));
  EXPECT_EQ(made.seconds(), 7);
  request.set_name("operations/labor-2");
  EXPECT_THAT(handler.GetOperation(request),
              HasReason(base::reason::kNotFound));
}

TEST(OperationsHandlerTest, ListsTheNewestFirstPageByPage) {
  OperationsHandler handler;
  for (int i = 0; i < 3; ++i) RecordOne(handler);
  lr::ListOperationsRequest request;
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(lr::ListOperationsResponse page,
                       handler.ListOperations(request));
  ASSERT_EQ(page.operations_size(), 2);
  EXPECT_EQ(page.operations(0).name(), "operations/labor-3");
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, handler.ListOperations(request));
  ASSERT_EQ(page.operations_size(), 1);
  EXPECT_EQ(page.operations(0).name(), "operations/labor-1");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST(OperationsHandlerTest, RemembersTheNewestThousand) {
  OperationsHandler handler;
  for (int i = 0; i < 1001; ++i) RecordOne(handler);
  lr::GetOperationRequest request;
  request.set_name("operations/labor-1");
  EXPECT_THAT(handler.GetOperation(request),
              HasReason(base::reason::kNotFound));
  request.set_name("operations/labor-2");
  EXPECT_THAT(handler.GetOperation(request), IsOk());
}

TEST(OperationsHandlerTest, ForgettingAnOperationNeedsOne) {
  OperationsHandler handler;
  lr::DeleteOperationRequest request;
  request.set_name(RecordOne(handler).name());
  EXPECT_THAT(handler.DeleteOperation(request), IsOk());
  EXPECT_THAT(handler.DeleteOperation(request),
              HasReason(base::reason::kNotFound));
}

}  // namespace
}  // namespace plumbline::rpc
