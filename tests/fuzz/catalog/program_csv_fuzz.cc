#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/catalog/fuzz_programs.h"

// The first byte chooses a heading, so that the records below it are reached.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::array<std::string, 6> kHeadings = {
      "",
      "Provider ID,Program ID,ProviderName,Program Name,"
      "Instructional Program (CIP) Code,Program Outcome,"
      "Length: Contact Hours,Occupation Code (ONET 1)\n",
      "providerid,programid,officialname,cipcode,name,statusname,"
      "leadtolicense,licenseawardedname,totalclockhours\n",
      "provider_id,title,state,region\n",
      "provider_id,program_id,sequence,code,title,sced,level,credits,hours,"
      "dual_credit,prerequisites\n",
      "Pathway,Institution,Institution_Type,Program_Name,Award,"
      "Credential_Tags\n"};
  if (size == 0) return 0;
  std::string bytes = kHeadings[data[0] % kHeadings.size()];
  bytes.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  plumbline::catalog::CheckImportOf(bytes);
  return 0;
}
