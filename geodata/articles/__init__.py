"""Reads articles: text, saved web pages, addresses, JSONL and CSV, one small reader for each."""

from geodata.articles.reading import LIMIT_BYTES, iter_articles
from geodata.articles.web import WebFetcher

__all__ = ["LIMIT_BYTES", "WebFetcher", "iter_articles"]
