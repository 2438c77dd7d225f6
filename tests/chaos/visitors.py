"""The load: visitors who do random things through the public API, as good clients do them.

A good client sends a POST again under the same Idempotency-Key, and what it got no answer to until it has one. After a
repeated change is refused as stale it looks whether its own first attempt was the one that came before.
"""

import threading
import time
from random import Random
from typing import Any

import requests

from tests.chaos.memory import Memory
from tests.chaos.scene import Scene
from tests.support.eventually import pause

PATIENCE_SECONDS = 120
AGAIN = (429, 500, 502, 503, 504)
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # between two tries


class GaveUp(Exception):
    """No answer for as long as a visitor waits."""


class Client:
    """Asks until there is an answer."""

    def __init__(self, scene: Scene, memory: Memory) -> None:
        self._scene, self._memory = scene, memory
        self._session, self._token = requests.Session(), scene.token()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[requests.Response, bool]:
        """The answer, and whether it took more than one request."""
        deadline, tries = time.monotonic() + PATIENCE_SECONDS, 0
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        while time.monotonic() < deadline:
            if not tries:
                self._memory.count("requests")
            answer = self._send(method, path, body, said)
            if answer is not None:
                return answer, tries > 0
            pause(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
        raise GaveUp(f"{method} {path} had no answer for {PATIENCE_SECONDS} s")

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> requests.Response | None:
        try:
            auth = {"Authorization": f"Bearer {self._token}"}
            url = self._scene.system.base_url + path
            answer = self._session.request(method, url, json=body, headers=auth | headers, timeout=35)
            if answer.status_code == 401:
                self._token = self._scene.token(stale=self._token)
            elif answer.status_code not in AGAIN and not _is_in_progress(answer):
                return answer
            self._memory.count(f"retries after {answer.status_code}")
        except requests.RequestException:
            # Nobody there, or gone before the answer: exactly what is tested.
            self._memory.count("retries after no answer")
        return None


def _is_in_progress(answer: requests.Response) -> bool:
    return answer.status_code == 409 and answer.json().get("code") == "RequestInProgress"


class Visitor(threading.Thread):
    """One of them. It has customers of its own and changes some that all share."""

    def __init__(self, name: str, client: Client, memory: Memory, shared: list[str], pace: float) -> None:
        super().__init__(name=name, daemon=True)
        self._chance, self._client, self._memory = Random(name), client, memory
        self._shared, self._pace = shared, pace
        self._mine: dict[str, int] = {}  # the versions of its own customers
        self._words = 0
        self._enough = threading.Event()

    def run(self) -> None:
        actions = [self.register, self.change, self.change, self.note, self.consent, self.change_shared, self.trash]
        while not self._enough.wait(self._chance.uniform(0, 2 * self._pace)):
            try:
                self._chance.choice(actions)()
            except Exception as error:  # noqa: BLE001  a thread's failure has to reach the verdict, whatever it is
                self._memory.failures.append(f"{self.name}: {type(error).__name__}: {error}")

    def leave(self) -> None:
        """Finish what is under way, and come to the end."""
        self._enough.set()
        self.join()

    def register(self) -> str:
        word = self._word()
        body = {"kind": "person", "name": "Kim", "company": word, "emails": [{"address": f"{word}@chaos.example"}]}
        made = self._made("/customers", body, word)
        self._mine[made["id"]] = made["version"]
        self._memory.tell(f"customers/{made['id']}", made["version"], "CustomerRegistered", word)
        return str(made["id"])

    def change(self) -> None:
        customer = self._own()
        word, path, version = self._word(), f"/customers/{customer}", self._mine[customer]
        answer, again = self._client.ask("PATCH", path, {"company": word}, If_Match=f'"{version}"')
        if answer.status_code == 412 and again:
            answer, _ = self._client.ask("GET", path)
            assert answer.json()["company"] == word, f"{path}: nobody else writes it, but it says {answer.text}"
        self._expect(answer, 200)
        self._mine[customer] = version + 1
        self._memory.tell(path[1:], version + 1, "CustomerChanged", word)

    def change_shared(self) -> None:
        word, path = self._word(), f"/customers/{self._chance.choice(self._shared)}"
        seen, _ = self._client.ask("GET", path)
        self._expect(seen, 200)
        answer, again = self._client.ask("PATCH", path, {"company": word}, If_Match=seen.headers["ETag"])
        if answer.status_code == 200:
            self._memory.tell(path[1:], answer.json()["version"], "CustomerChanged", word)
        else:
            self._expect(answer, 412)
            self._memory.count("overtaken" if not again else "unclear")

    def note(self) -> None:
        word = self._word()
        made = self._made(f"/customers/{self._own()}/notes", {"text": word}, word)
        self._memory.tell(f"notes/{made['id']}", 1, "NoteAdded", word)

    def consent(self) -> None:
        word = self._word()
        said = {"channel": "email", "address": f"{word}@chaos.example", "purpose": "news", "state": "given"}
        self._made(f"/customers/{self._own()}/consents", {**said, "source": "call"}, word)

    def trash(self) -> None:
        """To the trash, and then either back or away for good."""
        customer = self._own()
        version, subject = self._mine[customer] + 1, f"customers/{customer}"
        self._gone(f"/{subject}", version - 1)
        self._memory.tell(subject, version, "CustomerDeleted")
        self._mine[customer] = version
        if self._chance.random() < 0.3:
            self._gone(f"/trash/{subject}", version)
            self._memory.tell(subject, version + 1, "CustomerPurged")
            del self._mine[customer]
            return
        back = self._made(f"/trash/{subject}/restore", None, self._word(), 200)
        self._memory.tell(subject, back["version"], "CustomerRestored")
        self._mine[customer] = back["version"]

    def _gone(self, path: str, version: int) -> None:
        answer, again = self._client.ask("DELETE", path, If_Match=f'"{version}"')
        self._expect(answer, *((204, 404, 412) if again else (204,)))

    def _made(self, path: str, body: Any, word: str, status: int = 201) -> Any:
        answer, _ = self._client.ask("POST", path, body, Idempotency_Key=word)
        self._expect(answer, status)
        return answer.json()

    def _own(self) -> str:
        return self._chance.choice(sorted(self._mine)) if self._mine else self.register()

    def _word(self) -> str:
        self._words += 1
        return self._memory.ask(f"w{self.name}x{self._words}")

    def _expect(self, answer: requests.Response, *statuses: int) -> None:
        assert answer.status_code in statuses, (
            f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text}"
        )
