#include "services/rescoring/domain/address.h"

#include <arpa/inet.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/common/testing/status_matchers.h"

namespace plumbline::rescoring {
namespace {

using testing::HasReason;

std::vector<uint8_t> Bytes(const std::string& text) {
  const bool is6 = text.find(':') != std::string::npos;
  std::vector<uint8_t> bytes(is6 ? 16 : 4);
  EXPECT_EQ(inet_pton(is6 ? AF_INET6 : AF_INET, text.c_str(), bytes.data()), 1)
      << text;
  return bytes;
}

constexpr const char* kNotPublic[] = {"0.0.0.0",
                                      "0.1.2.3",
                                      "10.0.0.1",
                                      "10.255.255.255",
                                      "100.64.0.1",
                                      "100.127.255.255",
                                      "127.0.0.1",
                                      "127.1.2.3",
                                      "127.255.255.255",
                                      "169.254.169.254",
                                      "169.254.0.1",
                                      "172.16.0.1",
                                      "172.31.255.255",
                                      "192.0.0.1",
                                      "192.0.2.7",
                                      "192.88.99.1",
                                      "192.168.0.1",
                                      "192.168.255.255",
                                      "198.18.0.1",
                                      "198.19.255.255",
                                      "198.51.100.3",
                                      "203.0.113.9",
                                      "224.0.0.1",
                                      "239.255.255.255",
                                      "240.0.0.1",
                                      "255.255.255.255",
                                      "192.31.196.1",
                                      "192.52.193.1",
                                      "192.175.48.1",
                                      "::",
                                      "::1",
                                      "::127.0.0.1",
                                      "::8.8.8.8",
                                      "::ffff:127.0.0.1",
                                      "::ffff:8.8.8.8",
                                      "::ffff:10.0.0.1",
                                      "::ffff:169.254.169.254",
                                      "64:ff9b::7f00:1",
                                      "64:ff9b::808:808",
                                      "64:ff9b:1::1",
                                      "100::1",
                                      "fc00::1",
                                      "fd12:3456::1",
                                      "fe80::1",
                                      "febf::1",
                                      "fec0::1",
                                      "ff02::1",
                                      "ff0e::1",
                                      "2001::1",
                                      "2001:db8::1",
                                      "2001:10::1",
                                      "2001:20::1",
                                      "2002:7f00:1::",
                                      "2002:808:808::1",
                                      "2620:4f:8000::1",
                                      "3fff::1",
                                      "4000::1",
                                      "1fff::1"};

TEST(AddressTest, WhatNobodyOutsideReachesIsNotPublic) {
  for (const char* address : kNotPublic) {
    EXPECT_FALSE(IsPublicAddress(Bytes(address))) << address;
    EXPECT_FALSE(MayConnect(Bytes(address), "https", {})) << address;
  }
}

TEST(AddressTest, PublishersAddressesArePublic) {
  for (const char* address : {"8.8.8.8",
                              "1.1.1.1",
                              "9.255.255.255",
                              "11.0.0.0",
                              "23.53.120.10",
                              "100.63.255.255",
                              "100.128.0.0",
                              "126.255.255.255",
                              "128.0.0.1",
                              "169.253.255.255",
                              "169.255.0.0",
                              "172.15.255.255",
                              "172.32.0.0",
                              "192.167.255.255",
                              "192.169.0.0",
                              "198.17.255.255",
                              "198.20.0.0",
                              "223.255.255.255",
                              "2600::1",
                              "2606:4700::1111",
                              "2a00:1450::1",
                              "2620:4f:8001::1",
                              "2001:4860:4860::8888",
                              "2003::1"}) {
    EXPECT_TRUE(IsPublicAddress(Bytes(address))) << address;
    EXPECT_TRUE(MayConnect(Bytes(address), "https", {})) << address;
    EXPECT_FALSE(MayConnect(Bytes(address), "http", {})) << address;
    EXPECT_FALSE(MayConnect(Bytes(address), "http", {.allow_loopback = true}))
        << address;
  }
  EXPECT_FALSE(IsPublicAddress({}));
}

TEST(AddressTest, TheTestFlagOpensLoopbackAndNothingElse) {
  const AddressRules rules = {.allow_loopback = true};
  EXPECT_TRUE(MayConnect(Bytes("127.0.0.1"), "http", rules));
  EXPECT_TRUE(MayConnect(Bytes("::1"), "http", rules));
  EXPECT_FALSE(MayConnect(Bytes("10.0.0.1"), "https", rules));
  EXPECT_FALSE(MayConnect(Bytes("169.254.169.254"), "http", rules));
  EXPECT_FALSE(MayConnect(Bytes("::ffff:127.0.0.1"), "http", rules));
}

// Forms that browsers take for an address, and that no descriptor lists.
TEST(AddressTest, OnlyListedHostsOverHttpsAreAsked) {
  const std::vector<std::string> hosts = {"www.bls.gov"};
  EXPECT_OK(CheckUrl("https://www.bls.gov/oes/", hosts, {}));
  EXPECT_OK(CheckUrl("HTTPS://WWW.BLS.GOV", hosts, {}));
  for (const char* url : {"http://www.bls.gov/",
                          "https://bls.gov/",
                          "https://www.bls.gov:8443/",
                          "https://www.bls.gov.evil.example/",
                          "https://user@www.bls.gov/",
                          "https://www.bls.gov@evil.example/",
                          "https://evil.example/www.bls.gov",
                          "https://2130706433/",
                          "https://0x7f000001/",
                          "https://127.0.0.1/",
                          "https://localhost/",
                          "https://[::1]/",
                          "https://www.bls.gov\\@x/",
                          "file:///etc/passwd",
                          "ftp://www.bls.gov/x",
                          "gopher://www.bls.gov/",
                          "dict://www.bls.gov:11211/",
                          "www.bls.gov/x",
                          "//www.bls.gov/x",
                          "",
                          "https://www.bls.gov/a b",
                          "https://www.bls.gov/\r\nX: y",
                          "javascript:alert(1)",
                          "https:///x",
                          "https://www.bls.gov:/x"}) {
    EXPECT_THAT(CheckUrl(url, hosts, {}), HasReason("SOURCE_ADDRESS_REFUSED"))
        << url;
  }
}

}  // namespace
}  // namespace plumbline::rescoring
