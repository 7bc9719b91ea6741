"""Every check must be able to fail: each is given a planted offence, and what it must not mistake for one."""

import pathlib
import sys
import tempfile
import unittest

import check_contracts
import check_format
import check_functions
import check_layers
import check_text

PROTO_DIR = pathlib.Path(__file__).resolve().parents[2] / "proto"


class Tree:
    """A directory with these files, by path."""

    def __init__(self, files):
        self._directory = tempfile.TemporaryDirectory(prefix="plumbline-lint-")
        self.root = pathlib.Path(self._directory.name)
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(text.encode())


class LayersTest(unittest.TestCase):
    def assert_refused(self, path, header):
        self.assertIsNotNone(check_layers.refusal(path, header), f"{path} includes {header}")

    def assert_allowed(self, path, header):
        self.assertIsNone(check_layers.refusal(path, header), f"{path} includes {header}")

    def test_arrows_point_down(self):
        order = ["domain", "store", "api", "server"]
        for above, upper in enumerate(order):
            for below, lower in enumerate(order):
                check = self.assert_allowed if below <= above else self.assert_refused
                check(f"services/labor/{upper}/a.cc", f"services/labor/{lower}/b.h")

    def test_a_service_never_includes_another(self):
        for layer in ("domain", "store", "api", "server"):
            self.assert_refused(f"services/alignment/{layer}/a.cc", "services/labor/domain/b.h")
        self.assert_allowed("services/alignment/server/a.cc", "clients/cpp/labor/client.h")
        self.assert_refused("services/alignment/domain/a.cc", "clients/cpp/labor/client.h")
        self.assert_allowed("services/plumblined/main.cc", "services/labor/server/server.h")

    def test_common_includes_no_service_and_keeps_its_table(self):
        self.assert_refused("services/common/base/a.h", "services/labor/domain/b.h")
        self.assert_refused("services/common/storage/a.h", "services/common/vocabulary/b.h")
        self.assert_allowed("services/common/rpc/a.h", "services/common/telemetry/log.h")
        self.assert_refused("services/common/rpc/a.h", "clients/cpp/labor/client.h")

    def test_domain_is_pure(self):
        source = "services/labor/domain/a.cc"
        for header in ("grpcpp/grpcpp.h", "sqlite3.h", "fstream", "filesystem", "chrono", "absl/time/clock.h",
                       "plumbline/labor/v1/release.pb.h", "google/protobuf/message.h",
                       "services/common/storage/connection.h", "services/common/telemetry/log.h"):
            self.assert_refused(source, header)
        for header in ("vector", "absl/strings/string_view.h", "services/common/tabular/workbook.h",
                       "services/labor/domain/b.h"):
            self.assert_allowed(source, header)
        self.assert_allowed("services/labor/domain/a_test.cc", "fstream")
        self.assert_allowed("services/labor/domain/a_test.cc", "services/common/testing/files.h")
        self.assert_refused(source, "services/common/testing/files.h")
        self.assert_allowed("services/labor/store/a_conformance.cc", "services/common/testing/files.h")

    def test_rooms_of_a_layer_stand_in_no_circle(self):
        include = '#include "services/labor/api/{}"\n'.format
        sources = [("services/labor/api/a.cc", include("b/b.h")), ("services/labor/api/b/b.h", include("c/c.h"))]
        self.assertEqual([], check_layers.circles(sources))
        # What a test includes is no arrow, nor is what another layer has.
        self.assertEqual([], check_layers.circles(sources + [("services/labor/api/c/c_test.cc", include("b/b.h")),
                                                             ("services/labor/server/c.cc", include("b/b.h"))]))
        found = check_layers.circles(sources + [("services/labor/api/c/c.cc", include("b/b.h"))])
        self.assertEqual(2, len(found))
        self.assertIn("services/labor/api/b leads back to itself: services/labor/api/b/b.h includes "
                      "services/labor/api/c/c.h; services/labor/api/c/c.cc includes services/labor/api/b/b.h", found)

    def test_grpc_stays_at_the_border(self):
        for path in ("services/labor/store/a.cc", "services/common/storage/a.cc"):
            self.assert_refused(path, "grpcpp/server.h")
            self.assert_refused(path, "plumbline/labor/v1/labor_service.grpc.pb.h")
        self.assert_allowed("services/labor/store/a.cc", "plumbline/labor/v1/release.pb.h")
        for path in ("services/labor/api/a.cc", "services/labor/server/a.cc", "services/common/rpc/a.cc",
                     "clients/cpp/labor/a.cc", "services/plumblined/a.cc", "tests/perf/a.cc"):
            self.assert_allowed(path, "plumbline/labor/v1/labor_service.grpc.pb.h")

    def test_clients_include_no_service(self):
        self.assert_refused("clients/cli/a.cc", "services/labor/domain/b.h")
        self.assert_refused("clients/cli/a.cc", "services/common/storage/connection.h")
        self.assert_allowed("clients/cli/a.cc", "services/common/rpc/status.h")
        self.assert_allowed("clients/cli/a.cc", "clients/cpp/labor/client.h")

    def test_a_folder_in_no_layer_is_an_offence(self):
        self.assert_refused("services/labor/extra/a.cc", "vector")

    def test_the_walk_finds_it_with_its_line(self):
        tree = Tree({"services/labor/domain/a.cc": "#include <vector>\n#  include <grpcpp/server.h>\n"})
        self.assertEqual(len(check_layers.offences(tree.root)), 1)
        self.assertIn("services/labor/domain/a.cc:2:", check_layers.offences(tree.root)[0])


class FunctionsTest(unittest.TestCase):
    def names(self, text):
        return [(name, last - first + 1) for name, first, last in check_functions.functions_in(text)]

    def test_measures_bodies_wherever_they_stand(self):
        text = ("namespace a {\nint F(int x = 3) {\n  if (x) {\n  }\n  return x;\n}\n"
                "class B : public C {\n public:\n  int G() const { return '}' + 1'000; }\n};\n"
                "template <typename T>\nvoid\nB<T>::H() {\n}\n}  // namespace a\n")
        self.assertEqual(self.names(text), [("F", 5), ("G", 1), ("H", 4)])

    def test_braces_in_text_and_comments_do_not_count(self):
        text = 'void F() {\n  f("}{{"); // {\n  /* { */ g(R"x({{\n)x");\n}\nvoid G() {}\n'
        self.assertEqual(self.names(text), [("F", 5), ("G", 1)])

    def test_long_function_and_long_file_are_offences_and_tables_are_not(self):
        body = "  f();\n"
        long_function = "void F() {\n" + body * 59 + "}\n"
        table = "const int kTable[] = {\n" + "  1,\n" * 80 + "};\n"
        tree = Tree({"a.cc": long_function, "b.cc": table, "c.cc": "\n" * 451, "d_test.cc": "\n" * 600,
                     "e.cc": "void F() {\n" + body * 58 + "}\n" + "\n" * 390})
        found = check_functions.offences(tree.root, {})
        self.assertEqual(found, ["a.cc:1: F has 61 lines, at most 60", "c.cc: 451 lines, at most 450"])

    def test_an_allowance_needs_a_reason_and_a_use(self):
        tree = Tree({"a.cc": "\n" * 451})
        allow = check_functions.read_allowances
        self.assertEqual(check_functions.offences(tree.root, allow("# why\na.cc generated by hand")), [])
        self.assertEqual(len(check_functions.offences(tree.root, allow("a.cc"))), 2)
        self.assertEqual(len(check_functions.offences(tree.root, allow("a.cc x\nb.cc gone"))), 1)


class TextTest(unittest.TestCase):
    GOOD = {"README.md": "scripts/demo.sh scripts/check.sh\n", "CHANGELOG.md": "## Unreleased\n",
            "docs/adr/0001-a.md": "# 1. A\n\nStatus: accepted\n"}

    def offences_with(self, files):
        tree = Tree({**self.GOOD, **files})
        return check_text.offences(tree.root)

    def test_clean_tree_has_none(self):
        self.assertEqual(self.offences_with({"a.cc": "// the homework of /etc/plumbline\n"}), [])

    def test_each_offence_is_found(self):
        for text in ("// TO" "DO: later\n", "// FIX" "ME\n", "a\r\n", "a \n", "\t\n", "open(/wo" "rk/x)\n",
                     '"/ho' 'me/me"\n'):
            self.assertEqual(len(self.offences_with({"a.cc": text})), 1, repr(text))

    def test_publishers_files_keep_their_ways(self):
        self.assertEqual(self.offences_with({"data/samples/a.txt": "a \r\n"}), [])

    def test_documents(self):
        self.assertEqual(len(self.offences_with({"README.md": "scripts/demo.sh\n"})), 1)
        self.assertEqual(len(self.offences_with({"CHANGELOG.md": "\n"})), 1)

    def test_decisions(self):
        for name, text in (("errors.md", "# 1. A\n\nStatus: x\n"), ("0001-b.md", "# 1. B\n\nStatus: x\n"),
                           ("0002-b.md", "# 3. B\n\nStatus: x\n"), ("0002-b.md", "# 2. B\n")):
            self.assertEqual(len(self.offences_with({f"docs/adr/{name}": text})), 1, name)


class FormatTest(unittest.TestCase):
    def test_unformatted_file_is_an_offence(self):
        command = check_format.clang_format_14()
        if command is None:
            self.skipTest("clang-format 14 is not installed")
        tree = Tree({".clang-format": "BasedOnStyle: Google\n", "a.cc": "int  x ;\n", "b.cc": "int x;\n"})
        found = check_format.offences(tree.root, command)
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("a.cc:"))


class ContractsTest(unittest.TestCase):
    HEAD = 'syntax = "proto3";\n\npackage plumbline.x.v1;\n\n'

    def offences_in(self, text):
        tree = Tree({"plumbline/x/v1/x.proto": self.HEAD + text})
        return check_contracts.offences(tree.root, tree.root, PROTO_DIR / "node_modules/.bin/buf",
                                        PROTO_DIR / "buf.yaml")

    def test_documented_message_passes(self):
        self.assertEqual(self.offences_in("// A.\nmessage A {\n  // B.\n  string b = 1;\n}\n"), [])

    def test_each_missing_comment_and_wrong_name_is_an_offence(self):
        self.assertEqual(len(self.offences_in("// A.\nmessage A {\n  string b = 1;\n}\n")), 1)
        self.assertEqual(len(self.offences_in("// A.\nmessage A {\n  // B.\n  string camelCase = 1;\n}\n")), 1)
        self.assertEqual(len(self.offences_in("// A.\nenum A {\n  // Z.\n  NONE = 0;\n}\n")), 1)

    def test_broken_contract_is_an_offence(self):
        self.assertTrue(self.offences_in("message {"))


if __name__ == "__main__":
    sys.exit(unittest.main())
