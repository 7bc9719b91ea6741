#ifndef PLUMBLINE_SERVICES_LABOR_STORE_CREDENTIAL_CODEC_H_
#define PLUMBLINE_SERVICES_LABOR_STORE_CREDENTIAL_CODEC_H_

#include "plumbline/labor/v1/stored_release.pb.h"
#include "services/labor/domain/release/release_tables.h"

namespace plumbline::labor {

void FillCredentials(const CredentialTable& table,
                     v1::StoredCredentialTable* message);
CredentialTable ReadCredentials(const v1::StoredCredentialTable& message);

}  // namespace plumbline::labor

#endif  // PLUMBLINE_SERVICES_LABOR_STORE_CREDENTIAL_CODEC_H_
