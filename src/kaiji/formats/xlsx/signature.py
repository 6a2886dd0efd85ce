"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from typing import Literal

from kaiji.core.text import Text

Container = Literal["zip", "ole", "biff", ""]

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF = re.compile(rb"\x09(?:\x00\x04\x00[\x00-\x07]\x00|[\x02\x04]\x06\x00|\x08[\x04-\x10]\x00\x00\x05)")
HEAD = 4096

SIGNATURES = (
    (b"\xff\xd8\xff", Text("a JPEG picture", "JPEG 画像", "JPEG 图片")),
    (b"\x89PNG\r\n\x1a\n", Text("a PNG picture", "PNG 画像", "PNG 图片")),
    (b"GIF8", Text("a GIF picture", "GIF 画像", "GIF 图片")),
    (b"BM", Text("a bitmap picture", "ビットマップ画像", "位图图片")),
    (b"II*\x00", Text("a TIFF picture", "TIFF 画像", "TIFF 图片")),
    (b"MM\x00*", Text("a TIFF picture", "TIFF 画像", "TIFF 图片")),
    (b"%PDF-", Text("a PDF document", "PDF 文書", "PDF 文档")),
    (b"{\\rtf", Text("a rich text document", "リッチテキスト文書", "RTF 文档")),
    (b"Rar!\x1a\x07", Text("a RAR archive", "RAR 書庫", "RAR 压缩包")),
    (b"7z\xbc\xaf\x27\x1c", Text("a 7-Zip archive", "7-Zip 書庫", "7-Zip 压缩包")),
    (b"\x1f\x8b", Text("a gzip archive", "gzip 書庫", "gzip 压缩包")),
    (b"MZ", Text("a program", "実行プログラム", "可执行程序")),
    (b"ID;P", Text("a SYLK table", "SYLK 形式の表", "SYLK 表格")),
)
WEB_PAGE = Text("a web page (HTML)", "ウェブページ（HTML）", "网页（HTML）")
XML_SPREADSHEET = Text("an XML spreadsheet of 2003", "XML スプレッドシート 2003", "XML 电子表格 2003")
XML = Text("an XML file", "XML ファイル", "XML 文件")
PLAIN_TEXT = Text("plain text", "テキスト", "纯文本")
UNKNOWN = Text("data of an unknown kind", "種類のわからないデータ", "类型不明的数据")


def container_of(data: bytes) -> Container:
    """Tell the container by its signature; nothing where it is none that a workbook uses."""
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    return "biff" if BARE_BIFF.match(data) else ""


def seems(data: bytes) -> Text:
    """Say in words what a file that is no workbook seems to be."""
    for signature, words in SIGNATURES:
        if data.startswith(signature):
            return words
    head = data[:HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")) or b"<html" in start:
        return WEB_PAGE
    if start.startswith((b"<?xml", b"<")):
        return XML_SPREADSHEET if b"office:spreadsheet" in start else XML
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return PLAIN_TEXT
    return UNKNOWN
