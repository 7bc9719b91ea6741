#include "services/alignment/api/scoring/partition_codec.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "services/alignment/store/canonical_bytes.h"
#include "services/common/base/error.h"
#include "services/common/base/sha256.h"

namespace plumbline::alignment {
namespace {

using google::protobuf::io::CodedInputStream;
using google::protobuf::io::CodedOutputStream;
using google::protobuf::io::StringOutputStream;

// Another layout has another number, so that processes of two versions leave
// each other's partitions alone.
constexpr uint32_t kLayout = 1;

// Verdict, dimensions, flags, digest.
constexpr size_t kScoredBytes = 1 + 3 + 4 + 32;

absl::Status Damaged(absl::string_view what) {
  return base::Error(absl::StatusCode::kDataLoss, base::reason::kStorageFailed,
                     absl::StrCat("a partition's ", what,
                                  " cannot be read: another version of this "
                                  "service may have written it"));
}

void WriteText(absl::string_view text, CodedOutputStream& out) {
  out.WriteVarint32(static_cast<uint32_t>(text.size()));
  out.WriteRaw(text.data(), static_cast<int>(text.size()));
}

bool ReadText(CodedInputStream& in, std::string* text) {
  uint32_t size = 0;
  return in.ReadVarint32(&size) &&
         size <= static_cast<uint32_t>(in.BytesUntilLimit()) &&
         in.ReadString(text, static_cast<int>(size));
}

bool ReadPlaces(CodedInputStream& in, std::vector<uint32_t>& places) {
  uint32_t count = 0;
  if (!in.ReadVarint32(&count) ||
      count > static_cast<uint32_t>(in.BytesUntilLimit()))
    return false;
  places.reserve(count);
  uint32_t place = 0;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t step = 0;
    if (!in.ReadVarint32(&step)) return false;
    place += step;
    places.push_back(place);
  }
  return in.BytesUntilLimit() == 0;
}

char ByteOf(Verdict verdict) {
  return static_cast<char>(static_cast<int>(verdict));
}

}  // namespace

std::string PortfolioDigest(const RunInputs& inputs) {
  std::string digests;
  digests.reserve(inputs.subjects.size() * 64);
  for (const auto& subject : inputs.subjects)
    digests += subject->subject.sha256;
  return base::Sha256Hex(digests);
}

std::string EncodePartition(const PartitionInput& input) {
  std::string bytes;
  {
    StringOutputStream stream(&bytes);
    CodedOutputStream out(&stream);
    out.WriteVarint32(kLayout);
    WriteText(CanonicalBytes(input.run), out);
    WriteText(input.portfolio_sha256, out);
    out.WriteVarint32(static_cast<uint32_t>(input.open.policy));
    out.WriteVarint32(static_cast<uint32_t>(input.open.places.size()));
    uint32_t last = 0;
    for (const uint32_t place : input.open.places) {
      out.WriteVarint32(place - last);
      last = place;
    }
  }
  return bytes;
}

absl::StatusOr<PartitionInput> DecodePartition(absl::string_view bytes) {
  const int size = static_cast<int>(bytes.size());
  CodedInputStream in(reinterpret_cast<const uint8_t*>(bytes.data()), size);
  in.PushLimit(size);
  PartitionInput input;
  uint32_t layout = 0;
  uint32_t policy = 0;
  std::string run;
  if (!in.ReadVarint32(&layout) || layout != kLayout || !ReadText(in, &run) ||
      !input.run.ParseFromString(run) ||
      !ReadText(in, &input.portfolio_sha256) || !in.ReadVarint32(&policy) ||
      !ReadPlaces(in, input.open.places))
    return Damaged("input");
  input.open.policy = policy;
  return input;
}

std::string EncodeScored(const std::vector<ScoredProgram>& scored) {
  std::string bytes(scored.size() * kScoredBytes, '\0');
  char* out = bytes.data();
  for (const ScoredProgram& one : scored) {
    *out++ = ByteOf(one.verdict);
    for (const Verdict verdict : one.dimension_verdicts)
      *out++ = ByteOf(verdict);
    for (int shift = 0; shift < 32; shift += 8)
      *out++ = static_cast<char>(one.flag_mask >> shift & 0xff);
    out = std::copy(one.record_sha256.begin(), one.record_sha256.end(), out);
  }
  return bytes;
}

absl::StatusOr<std::vector<ScoredProgram>> DecodeScored(absl::string_view bytes,
                                                        size_t count) {
  if (bytes.size() != count * kScoredBytes) return Damaged("verdicts");
  std::vector<ScoredProgram> scored(count);
  const auto* in = reinterpret_cast<const uint8_t*>(bytes.data());
  for (ScoredProgram& one : scored) {
    if (*std::max_element(in, in + 4) > static_cast<int>(Verdict::kUnrated))
      return Damaged("verdicts");
    one.verdict = static_cast<Verdict>(*in++);
    for (Verdict& verdict : one.dimension_verdicts)
      verdict = static_cast<Verdict>(*in++);
    for (int shift = 0; shift < 32; shift += 8)
      one.flag_mask |= static_cast<FlagMask>(*in++) << shift;
    std::copy(in, in + 32, one.record_sha256.begin());
    in += 32;
  }
  return scored;
}

}  // namespace plumbline::alignment
