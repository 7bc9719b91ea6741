#ifndef PLUMBLINE_SERVICES_COMMON_TABULAR_XML_PARSER_H_
#define PLUMBLINE_SERVICES_COMMON_TABULAR_XML_PARSER_H_

#include <expat.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace plumbline::tabular {

// The attributes of one element: expat's array of name, value, ..., null.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

  // The value of the attribute of exactly this name (with its prefix), or null.
  const char* Find(absl::string_view name) const;

  // The value of the first attribute that has a prefix and this local name
  // (`r:id`), or null.
  const char* FindPrefixed(absl::string_view local_name) const;

  // The same, empty when there is none.
  absl::string_view Get(absl::string_view name) const;

 private:
  const char** pairs_;
};

// What a parser calls. Element names come without their namespace prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;

  // `depth` of the root is 1.
  virtual void StartElement(absl::string_view name,
                            const XmlAttributes& attributes, int depth) = 0;
  virtual void EndElement(absl::string_view name, int depth) = 0;

  // Called only while `XmlParser::WantText(true)` holds; text comes in pieces.
  virtual void Text(absl::string_view text) = 0;
};

// expat, held to what a publisher's file needs: no document type declaration
// (so no entities of its own), at most 128 elements deep, no single tag over 16
// MiB.
class XmlParser {
 public:
  // `where` names file and part in errors. Both must outlive the parser.
  XmlParser(absl::string_view where, XmlHandler* handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // Parses the next piece. After an error, of the XML or given to `Stop`,
  // returns it again.
  //
  // Errors: kInvalidArgument, FILE_MALFORMED; kResourceExhausted,
  // FILE_TOO_LARGE.
  absl::Status Feed(absl::string_view piece);

  // Says that there is no more.
  absl::Status Finish();

  // From within a handler: ends the parsing with this error.
  void Stop(absl::Status status);

  // From within a handler: whether text is wanted from here on.
  void WantText(bool wanted);

  int depth() const { return depth_; }

  // Whether the tag that was parsed last ends exactly where the bytes given so
  // far end.
  bool AtEndOfTag() const { return tag_end_ == fed_; }

 private:
  struct Callbacks;

  absl::Status Parse(absl::string_view piece, bool last);
  absl::Status Broken() const;
  void NoteTag();

  std::string where_;
  XmlHandler* handler_;
  XML_Parser parser_;
  int depth_ = 0;
  int64_t fed_ = 0;
  int64_t tag_end_ = -1;
  absl::Status status_;
};

}  // namespace plumbline::tabular

#endif  // PLUMBLINE_SERVICES_COMMON_TABULAR_XML_PARSER_H_
