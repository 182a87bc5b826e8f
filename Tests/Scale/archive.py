"""Makes WARC files of pages: archive.py CORPUS FOLDER writes pages.warc and pages.warc.gz there, half of the pages each, a broken page among them."""
import glob
import gzip
import os
import sys

corpus, folder = sys.argv[1], sys.argv[2]
os.makedirs(folder, exist_ok=True)
pages = sorted(glob.glob(corpus + "/*.html"))


def record(number, page):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://archive.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


for name, start in (("pages.warc", 0), ("pages.warc.gz", 1)):
    with open(f"{folder}/{name}", "wb") as file:
        for number in range(start, len(pages), 2):
            data = record(number, open(pages[number], "rb").read())
            # Each record is a member of its own, as crawlers write them.
            file.write(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
