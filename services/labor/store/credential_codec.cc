#include "services/labor/store/credential_codec.h"

namespace plumbline::labor {

void FillCredentials(const CredentialTable& table,
                     v1::StoredCredentialTable* message) {
  message->set_file(table.file);
  message->set_sheet(table.sheet);
  message->set_kind(static_cast<v1::CredentialText::Kind>(table.kind));
  for (const CredentialTable::Entry& entry : table.entries) {
    auto& added = *message->add_entries();
    added.set_code(entry.code);
    added.set_title(entry.title);
    added.set_occupation(entry.occupation);
    added.set_source_row(static_cast<int32_t>(entry.source_row));
  }
  message->mutable_counts()->set_read(table.counts.read);
  message->mutable_counts()->set_accepted(table.counts.accepted);
}

CredentialTable ReadCredentials(const v1::StoredCredentialTable& message) {
  CredentialTable table;
  table.file = message.file();
  table.sheet = message.sheet();
  table.kind = static_cast<CredentialKind>(message.kind());
  for (const auto& entry : message.entries()) {
    table.entries.push_back({entry.code(), entry.title(), entry.occupation(),
                             static_cast<uint32_t>(entry.source_row())});
  }
  table.counts = {message.counts().read(), message.counts().accepted()};
  return table;
}

}  // namespace plumbline::labor
