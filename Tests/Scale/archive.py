"""Makes WARC files of pages: archive.py CORPUS FOLDER [COUNT] writes pages.warc and pages.warc.gz there, half of the pages each; with COUNT so many, every
round of the pages under addresses of its own."""
import glob
import gzip
import os
import sys

corpus, folder = sys.argv[1], sys.argv[2]
os.makedirs(folder, exist_ok=True)
names = sorted(glob.glob(corpus + "/*.html"))
count = int(sys.argv[3]) if len(sys.argv) > 3 else len(names)


def page(number):
    data = open(names[number % len(names)], "rb").read()
    return data if number < len(names) else data.replace(b"://", b"://c%d." % (number // len(names)))


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
        for number in range(start, count, 2):
            data = record(number, page(number))
            # Each record is a separate gzip member, as crawlers write them.
            file.write(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
