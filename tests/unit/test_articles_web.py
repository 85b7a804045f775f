"""Web pages from a real server on this machine, which misbehaves in every way it can."""

import gzip
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from geodata.articles import WebFetcher, addresses, iter_articles
from geodata.articles.addresses import is_public
from geodata.errors import DatelineError, FetchError, ForbiddenAddress, UnreadableInput
from geodata.model import Article

PARAGRAPH = (
    "<p>At least 13 people died on Tuesday night when a flood swept through the suburbs of"
    " Valencia, the government of the region said. Rescue teams were searching for the missing.</p>"
)
PAGE = (
    f"<html><head><title>Flood</title></head><body><article>{PARAGRAPH * 3}</article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """One path for each way of answering."""

    def do_GET(self) -> None:
        Site.hosts.append(self.headers["Host"])
        name = self.path.split("?")[0].strip("/") or "page"
        getattr(self, f"send_{name}", self.send_missing)()

    hosts: list[str] = []  # noqa: RUF012

    def answer(self, body: bytes, *, content_type: str = "text/html", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def send_page(self) -> None:
        self.answer(PAGE.encode(), content_type="text/html; charset=utf-8")

    def send_gzip(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def send_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 50_000_000), Content_Encoding="gzip")

    def send_text(self) -> None:
        self.answer("Zoë’s café burned.".encode(), content_type="text/plain")

    def send_latin(self) -> None:
        body = PAGE.replace("Valencia", "Málaga").encode("iso-8859-1")
        self.answer(body, content_type="text/html; charset=iso-8859-1")

    def send_image(self) -> None:
        self.answer(b"\x89PNG", content_type="image/png")

    def send_binary(self) -> None:
        self.answer(b"\x00\x01\x02" * 99, content_type="text/plain")

    def send_missing(self) -> None:
        self.send_error(404)

    def send_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"a" * 100_000)
        except OSError:
            Site.cut_off.set()

    def send_slow(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        self.drip()

    def send_slowheader(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.drip()

    def drip(self) -> None:
        try:
            while not Site.stopped.wait(0.05):
                self.wfile.write(b"a")
        except OSError:
            Site.cut_off.set()

    def send_dropped(self) -> None:
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\nab"
        )

    def send_garbage(self) -> None:
        self.wfile.write(b"\x00\xff" * 50 + b"\r\n\r\n")

    def send_away(self) -> None:
        self.redirect("/page")

    def send_round(self) -> None:
        self.redirect("/round")

    def send_inside(self) -> None:
        self.redirect(Site.inside)

    def send_file(self) -> None:
        self.redirect("file:///etc/passwd")

    def log_message(self, *arguments: object) -> None:
        pass

    inside = ""
    cut_off = threading.Event()
    stopped = threading.Event()


@contextmanager
def serve(server: ThreadingHTTPServer) -> Iterator[int]:
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with serve(ThreadingHTTPServer(("127.0.0.1", 0), Site)) as port:
        yield port
        Site.stopped.set()


@pytest.fixture
def secure_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A site with a certificate for news.example from an authority that this test trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serve(server) as port:
        yield port


@pytest.fixture
def fetcher(site: int) -> WebFetcher:
    return WebFetcher(timeout_s=2, exempt=(("127.0.0.1", site),))


def read(fetcher: WebFetcher, url: str, *, limit_bytes: int = 1_000_000) -> Article | DatelineError:
    [(origin, outcome)] = iter_articles([url], fetcher=fetcher, limit_bytes=limit_bytes)
    assert origin == url
    return outcome


def test_a_page_becomes_an_article_with_its_address(site: int, fetcher: WebFetcher) -> None:
    article = read(fetcher, f"http://127.0.0.1:{site}/page?a=1#top")
    assert isinstance(article, Article)
    assert "swept through the suburbs of Valencia" in article.text
    assert article.title == "Flood"
    assert article.url == f"http://127.0.0.1:{site}/page?a=1#top"
    assert Site.hosts[-1] == f"127.0.0.1:{site}"


@pytest.mark.parametrize(
    ("path", "words"),
    [("gzip", "suburbs of Valencia"), ("latin", "suburbs of Málaga"), ("text", "Zoë’s café")],
)
def test_compressed_pages_other_charsets_and_plain_text_are_read(
    site: int, fetcher: WebFetcher, path: str, words: str
) -> None:
    article = read(fetcher, f"http://127.0.0.1:{site}/{path}")
    assert isinstance(article, Article)
    assert words in article.text


def test_a_redirect_is_followed_and_its_end_is_the_address(site: int, fetcher: WebFetcher) -> None:
    article = read(fetcher, f"http://127.0.0.1:{site}/away")
    assert isinstance(article, Article)
    assert article.url == f"http://127.0.0.1:{site}/page"


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("missing", FetchError, "404"),
        ("image", FetchError, "image/png"),
        ("binary", UnreadableInput, "binary"),
        ("round", FetchError, "redirects more than 5 times"),
        ("file", ForbiddenAddress, "file:///etc/passwd"),
        ("dropped", FetchError, "cannot be fetched"),
        ("garbage", FetchError, "cannot be fetched"),
    ],
)
def test_a_server_that_misbehaves_gives_an_error_that_says_how(
    site: int, fetcher: WebFetcher, path: str, error: type[DatelineError], words: str
) -> None:
    outcome = read(fetcher, f"http://127.0.0.1:{site}/{path}")
    assert isinstance(outcome, error)
    assert words in str(outcome)


@pytest.mark.parametrize("path", ["huge", "bomb"])
def test_a_page_over_the_limit_is_cut_off(site: int, fetcher: WebFetcher, path: str) -> None:
    outcome = read(fetcher, f"http://127.0.0.1:{site}/{path}", limit_bytes=300_000)
    assert isinstance(outcome, FetchError)
    assert "300,000" in str(outcome)


@pytest.mark.parametrize("path", ["slow", "slowheader"])
def test_a_server_that_drips_is_cut_off_when_its_time_is_up(site: int, path: str) -> None:
    fetcher = WebFetcher(timeout_s=0.5, exempt=(("127.0.0.1", site),))
    Site.cut_off.clear()
    begun = time.monotonic()
    outcome = read(fetcher, f"http://127.0.0.1:{site}/{path}")
    assert time.monotonic() - begun < 10  # it would drip for much longer
    assert isinstance(outcome, FetchError)
    assert "in time" in str(outcome)
    assert Site.cut_off.wait(5)


def test_a_redirect_to_an_address_inside_is_refused(site: int, fetcher: WebFetcher) -> None:
    for Site.inside in ("http://127.0.0.1:1/", "http://169.254.169.254/meta", "http://[::1]/"):
        outcome = read(fetcher, f"http://127.0.0.1:{site}/inside")
        assert isinstance(outcome, ForbiddenAddress), Site.inside


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "http://user:secret@8.8.8.8/",
        "http:///path",
    ],
)
def test_addresses_that_are_not_on_the_open_web_are_never_connected_to(url: str) -> None:
    begun = time.monotonic()
    assert isinstance(read(WebFetcher(), url), ForbiddenAddress)
    assert time.monotonic() - begun < 10  # a connection that is tried ends in a time-out


def test_a_server_on_this_machine_is_not_exempt_unless_named(site: int) -> None:
    assert isinstance(read(WebFetcher(), f"http://127.0.0.1:{site}/"), ForbiddenAddress)


def answer_with(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let the name server give these addresses in turn; returns the names it was asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host[0].isdigit():
            return [(2, 1, 6, "", (host, port))]
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(2, 1, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, ["93.184.215.14", "10.0.0.7"])
    outcome = read(WebFetcher(), "http://news.example/")
    assert isinstance(outcome, ForbiddenAddress)
    assert "10.0.0.7" in str(outcome)


def test_the_address_that_was_checked_is_the_one_connected_to(
    site: int, fetcher: WebFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, ["127.0.0.1"], ["10.0.0.7"])
    article = read(fetcher, f"http://news.example:{site}/page")
    assert isinstance(article, Article)
    assert asked == ["news.example"]
    assert Site.hosts[-1] == f"news.example:{site}"


def test_over_tls_the_certificate_is_that_of_the_name_and_not_of_the_address(
    secure_site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, ["127.0.0.1"])
    fetcher = WebFetcher(exempt=(("127.0.0.1", secure_site),))
    article = read(fetcher, f"https://news.example:{secure_site}/page")
    assert isinstance(article, Article)
    for host in ("other.example", "127.0.0.1"):
        refused = read(fetcher, f"https://{host}:{secure_site}/page")
        assert isinstance(refused, FetchError)
        assert "certificate" in str(refused)


def test_an_authority_that_nobody_trusts_is_refused(
    secure_site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(monkeypatch, ["127.0.0.1"])
    monkeypatch.delenv("SSL_CERT_FILE")
    fetcher = WebFetcher(exempt=(("127.0.0.1", secure_site),))
    refused = read(fetcher, f"https://news.example:{secure_site}/page")
    assert isinstance(refused, FetchError)
    assert "certificate" in str(refused)


def test_an_unknown_host_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError("Name or service not known")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", unknown)
    outcome = read(WebFetcher(), "https://no-such-host.example/")
    assert isinstance(outcome, FetchError)
    assert "no-such-host.example" in str(outcome)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("172.16.0.1", False),
        ("198.18.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("fe80::1%eth0", False),
        ("2001::1", False),
        ("not an address", False),
    ],
)
def test_public_addresses_are_told_from_the_others(address: str, public: bool) -> None:
    assert is_public(address) is public
