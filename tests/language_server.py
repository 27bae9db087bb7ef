"""Speaks to a language server over its standard streams, as an editor does."""

import json
import subprocess
from pathlib import Path
from typing import Any


class LanguageServer:
    """A running yaml-language-server; what it says of each document is kept.

    https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
    """

    def __init__(self, command: list[str], root: Path) -> None:
        self.process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.asked = self.opened = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities={
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": False}}},
        })  # fmt: skip
        self.tell("initialized")

    def close(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def open(self, path: Path, text: str) -> str:
        """The address of a new document beside the path, with the text."""
        self.opened += 1
        address = path.with_name(f"ny-{self.opened}.yaml").as_uri()
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return address

    def find_problems(self, path: Path, text: str) -> list[tuple[int, str]]:
        """The line, from 1, and the words of each problem in the text."""
        address = self.open(path, text)
        while address not in self.diagnostics:
            self.read()
        return [(d["range"]["start"]["line"] + 1, d["message"]) for d in self.diagnostics[address]]

    def ask_at(self, method: str, path: Path, text: str, line: int, column: int) -> Any:
        """The answer for a place in the text, line and column from 1."""
        address = self.open(path, text)
        position = {"line": line - 1, "character": column - 1}
        return self.ask(method, textDocument={"uri": address}, position=position)

    def ask(self, method: str, **parameters: Any) -> Any:
        self.asked += 1
        self.write(id=self.asked, method=method, params=parameters)
        while (said := self.read()).get("id") != self.asked or "method" in said:
            pass
        assert "error" not in said, said
        return said["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        self.write(method=method, params=parameters)

    def write(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next thing that the server says; its questions are answered."""
        length = 0
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has stopped"
        said = json.loads(self.process.stdout.read(length))
        if said.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif said.get("method") == "workspace/configuration":
            settings = {"validate": True, "hover": True, "completion": True}
            # No list of schemas is fetched: the file names its own.
            settings["schemaStore"] = {"enable": False}
            asked = said["params"]["items"]
            answer = [settings if item.get("section") == "yaml" else None for item in asked]
            self.write(id=said["id"], result=answer)
        elif "method" in said and "id" in said:
            self.write(id=said["id"], result=None)
        return said
