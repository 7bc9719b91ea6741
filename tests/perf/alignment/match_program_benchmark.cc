// What MatchProgram without explanations costs beside an empty unary call, over
// loopback, in the same run, on full releases: PLUMBLINE_DATA_DIR names them.
// `ratio` is its throughput in shares of the empty call's, `more_us` by how
// much half of its calls take longer. Arguments: client threads, whether
// programs have five courses, whether the same questions are asked again and
// again. Otherwise no question is asked twice. Questions name their edition:
// the latest one would have to be asked for.

#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_replace.h"
#include "benchmark/benchmark.h"
#include "plumbline/alignment/v1/matching_service.grpc.pb.h"
#include "services/alignment/api/fake_services.h"
#include "services/alignment/server/alignment_wiring.h"
#include "tests/eval/corpus_files.h"
#include "tests/perf/alignment/loopback.h"
#include "tests/perf/matching/real_programs.h"

namespace plumbline::alignment {
namespace {

using Clock = std::chrono::steady_clock;

const char* DataDir() {
  const char* data = std::getenv("PLUMBLINE_DATA_DIR");
  return data == nullptr ? "" : data;
}

uint32_t DigitsOf(const std::string& code) {
  uint32_t digits = 0;
  if (!absl::SimpleAtoi(absl::StrReplaceAll(code, {{"-", ""}, {".", ""}}),
                        &digits))
    std::abort();
  return digits;
}

void Print(const std::vector<std::string>& texts,
           labor::v1::PrintedTexts* printed) {
  for (const std::string& text : texts) {
    printed->add_texts(text);
    printed->add_rows(1);
  }
}

labor::v1::EditionTexts TextsOf(const Corpus& corpus) {
  labor::v1::EditionTexts texts;
  texts.set_edition("editions/e1");
  texts.add_releases()->set_name("sources/onet/releases/30.1");
  texts.add_files()->set_file("all");
  for (const CandidateText& candidate : corpus.candidates) {
    auto& occupation = *texts.add_occupations();
    occupation.set_code(static_cast<int32_t>(DigitsOf(candidate.code) * 100));
    Print(candidate.titles, occupation.mutable_title());
    Print(candidate.descriptions, occupation.mutable_description());
    Print(candidate.alternate_titles, occupation.mutable_alternate_titles());
    Print(candidate.reported_titles, occupation.mutable_reported_titles());
    Print(candidate.tasks, occupation.mutable_tasks());
    Print(candidate.activities, occupation.mutable_activities());
    Print(candidate.technologies, occupation.mutable_technologies());
    for (size_t i = 0; i < candidate.tasks.size(); ++i)
      occupation.add_task_importances(30000);
  }
  for (const CipText& cip : corpus.cips) {
    auto& program = *texts.add_program_codes();
    program.set_code(static_cast<int32_t>(DigitsOf(cip.code)));
    program.set_title(cip.title);
    program.set_definition(cip.definition);
  }
  return texts;
}

// The tiny edition with the corpus's occupations, CIP codes and crosswalk.
labor::v1::EditionSnapshot EditionOf(const Corpus& corpus) {
  labor::v1::EditionSnapshot snapshot = TinyEdition("e1", 58410);
  snapshot.clear_occupations();
  for (const CandidateText& candidate : corpus.candidates) {
    auto& occupation = *snapshot.add_occupations();
    occupation.set_code(DigitsOf(candidate.code));
    occupation.set_title(candidate.titles[0]);
  }
  auto& layer = *snapshot.mutable_crosswalk_layers(0);
  layer.clear_cip_codes();
  layer.clear_soc_codes();
  layer.clear_source_rows();
  layer.clear_unmatched_cip_codes();
  snapshot.clear_cip_codes();
  for (const CipText& cip : corpus.cips) {
    const uint32_t digits = DigitsOf(cip.code);
    auto& code = *snapshot.add_cip_codes();
    code.set_code(digits);
    code.set_length(6);
    code.set_title(cip.title);
    if (cip.occupations.empty()) layer.add_unmatched_cip_codes(digits);
    for (const CandidateIndex occupation : cip.occupations) {
      layer.add_cip_codes(digits);
      layer.add_soc_codes(DigitsOf(corpus.candidates[occupation].code));
      layer.add_source_rows(7);
    }
  }
  return snapshot;
}

std::vector<v1::MatchProgramRequest> RequestsOf(
    const std::vector<ProgramTexts>& programs) {
  std::vector<v1::MatchProgramRequest> requests;
  for (const ProgramTexts& from : programs) {
    auto& program = *requests.emplace_back().mutable_program();
    program.set_cip(from.cip);
    for (const ProgramField& field : from.fields) {
      if (field.path == "title") program.set_title(field.text);
      if (field.path == "description") program.set_description(field.text);
      if (!absl::StartsWith(field.path, "courses")) continue;
      if (absl::EndsWith(field.path, ".title"))
        program.add_courses()->set_title(field.text);
      else
        program.mutable_courses()->rbegin()->set_description(field.text);
    }
  }
  return requests;
}

// The service with an edition of the full releases, behind a socket.
class World {
 public:
  explicit World(const Corpus& corpus) {
    labor_.Publish(EditionOf(corpus));
    ON_CALL(labor_, DownloadTexts(::testing::_))
        .WillByDefault(::testing::Return(TextsOf(corpus)));
    AlignmentWiring::Options options;
    options.database = ":memory:";
    auto wiring = AlignmentWiring::Open(options, labor_, catalog_);
    Require(wiring);
    wiring_ = *std::move(wiring);
    auto services = wiring_->services();
    services.push_back(
        {catalog::v1::CatalogService::service_full_name(), &empty_});
    rpc::ServerOptions server_options;
    server_options.log_requests = false;
    auto server = rpc::Server::Start(server_options, std::move(services));
    Require(server);
    server_ = *std::move(server);
  }
  ~World() { server_->Shutdown(); }

  std::string address() const { return server_->address(); }

 private:
  FakeLabor labor_;
  FakeCatalog catalog_;
  EmptyService empty_;
  std::unique_ptr<AlignmentWiring> wiring_;
  std::unique_ptr<rpc::Server> server_;
};

// Microseconds that half of the calls take.
template <typename Call>
double HalfOf(size_t calls, Call call) {
  std::vector<double> times;
  for (size_t i = 0; i < calls; ++i) {
    const auto begin = Clock::now();
    call(i);
    times.push_back(
        std::chrono::duration<double, std::micro>(Clock::now() - begin)
            .count());
  }
  return Median(std::move(times));
}

// Asks questions: the same in turn, or with something in each that no other
// has and that no answer follows from.
class Asker {
 public:
  Asker(const std::vector<v1::MatchProgramRequest>& requests, bool again)
      : requests_(requests), again_(again) {
    for (v1::MatchProgramRequest& request : requests_)
      request.set_edition("editions/e1");
  }
  v1::MatchProgramRequest Question(size_t at) {
    v1::MatchProgramRequest request = requests_[at % requests_.size()];
    if (!again_) request.mutable_program()->set_etag(std::to_string(asked_++));
    return request;
  }
  size_t size() const { return requests_.size(); }

 private:
  std::vector<v1::MatchProgramRequest> requests_;
  const bool again_;
  std::atomic<size_t> asked_ = 0;
};

void Ask(v1::MatchingService::Stub& stub,
         const v1::MatchProgramRequest& request) {
  grpc::ClientContext context;
  v1::ProgramMatches reply;
  if (!stub.MatchProgram(&context, request, &reply).ok()) std::abort();
}

void BM_MatchProgramOverEmptyCall(benchmark::State& state) {
  const int threads = static_cast<int>(state.range(0));
  auto corpus = eval::LoadCorpus(DataDir(), eval::Candidates::kSoc2018);
  auto programs = state.range(1) != 0
                      ? perf::ProgramsWithCourses(DataDir(), 500)
                      : perf::ListedPrograms(DataDir());
  Require(corpus);
  Require(programs);
  Asker asker(RequestsOf(*programs), state.range(2) != 0);
  World world(*corpus);
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < threads; ++i)
    channels.push_back(ChannelOf(world.address()));
  const auto match = [&](int thread, const std::atomic<bool>& done,
                         std::atomic<int64_t>& calls) {
    const auto stub =
        v1::MatchingService::NewStub(channels[static_cast<size_t>(thread)]);
    for (size_t i = static_cast<size_t>(thread); !done; i += 7, ++calls)
      Ask(*stub, asker.Question(i));
  };
  const auto empty = [&](int thread, const std::atomic<bool>& done,
                         std::atomic<int64_t>& calls) {
    CallEmpty(channels[static_cast<size_t>(thread)], done, calls);
  };
  // The index is made once, and so are answers that are asked for again.
  const auto first = v1::MatchingService::NewStub(channels[0]);
  for (size_t i = 0; i < asker.size(); ++i) Ask(*first, asker.Question(i));

  std::vector<double> empties, matches, ratios, longer;
  for (auto _ : state) {
    empties.push_back(Throughput(threads, empty));
    matches.push_back(Throughput(threads, match));
    ratios.push_back(matches.back() / empties.back());
    const auto nothing = catalog::v1::CatalogService::NewStub(channels[0]);
    const auto stub = v1::MatchingService::NewStub(channels[0]);
    const double base = HalfOf(500, [&](size_t) {
      grpc::ClientContext context;
      google::protobuf::Empty reply;
      if (!nothing->DeleteProgram(&context, {}, &reply).ok()) std::abort();
    });
    longer.push_back(
        HalfOf(500, [&](size_t i) { Ask(*stub, asker.Question(i * 7)); }) -
        base);
  }
  state.counters["empty_per_s"] = Median(empties);
  state.counters["match_per_s"] = Median(matches);
  state.counters["ratio"] = Median(ratios);
  state.counters["more_us"] = Median(longer);
}
BENCHMARK(BM_MatchProgramOverEmptyCall)
    ->ArgNames({"threads", "courses", "again"})
    ->Args({1, 0, 0})
    ->Args({4, 0, 0})
    ->Args({1, 1, 0})
    ->Args({1, 0, 1})
    ->Args({4, 0, 1})
    ->Args({1, 1, 1})
    ->Iterations(5)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumbline::alignment
