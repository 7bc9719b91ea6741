#ifndef PLUMBLINE_SERVICES_RESCORING_FETCH_TESTING_PUBLISHER_STUB_H_
#define PLUMBLINE_SERVICES_RESCORING_FETCH_TESTING_PUBLISHER_STUB_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plumbline::rescoring {

// A publisher on loopback that misbehaves as it is told. Plain HTTP, one
// request for each connection.
class PublisherStub {
 public:
  struct Request {
    std::string path;
    std::map<std::string, std::string> headers;  // Names in lower case.
    std::string body;                            // Of a POST.
  };
  struct Answer {
    int code = 200;
    std::vector<std::string> headers = {};  // "Name: value"
    std::string body = {};
    int64_t cut_after = -1;    // Hangs up after so many bytes of the body.
    bool says_length = true;   // Content-Length.
    int bytes_per_second = 0;  // 0: as fast as it goes.
    bool silent = false;       // Never answers.
  };
  using Handler = std::function<Answer(const Request&)>;

  PublisherStub();
  ~PublisherStub();
  PublisherStub(const PublisherStub&) = delete;
  PublisherStub& operator=(const PublisherStub&) = delete;

  // 127.0.0.1:port
  std::string host() const;
  std::string Url(const std::string& path) const;
  void On(const std::string& path, Handler handler);
  // A well-behaved file: conditional requests and ranges.
  void Serve(const std::string& path, std::string body, std::string etag);
  // What such a file's request is answered with.
  static Answer AnswerOf(const Request& request, const std::string& body,
                         const std::string& etag);
  // All requests so far.
  std::vector<Request> requests() const;

 private:
  void Listen();
  bool ReadMore(int connection, std::string& text);
  void Converse(int connection);
  void Send(int connection, const Answer& answer);
  bool Write(int connection, const char* bytes, size_t size);

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, Handler> handlers_;
  std::vector<Request> requests_;
  std::vector<std::thread> conversations_;
  std::thread listening_;
};

}  // namespace plumbline::rescoring

#endif  // PLUMBLINE_SERVICES_RESCORING_FETCH_TESTING_PUBLISHER_STUB_H_
