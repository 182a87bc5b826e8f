#!/usr/bin/env python3
"""Fine-tunes MiniLM-L6 as a tagger of contents, cues and sources, and labels texts with it.

    teacher.py train MODEL_FOLDER OUT.pt --minutes N TRAIN.jsonl[.gz] ...
    teacher.py label MODEL_FOLDER WEIGHTS.pt OUT.jsonl TEXTS.jsonl[.gz] ...

A training line is {"text", "quotes": [{"content", "cue", "source"}]}, spans as [start, end] in code points. A labelled line is {"id", "text",
"parts": [[label, start, end, certainty], ...]}. Needs torch and tokenizers; runs on one thread.
"""
import argparse, gzip, json, math, random, re, struct, sys, time
import torch
from torch import nn
import torch.nn.functional as F
from tokenizers import Tokenizer

LABELS = ["O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source"]
LENGTH = 224


class Block(nn.Module):
    def __init__(self, h, heads, f):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.up, self.down = nn.Linear(h, f), nn.Linear(f, h)
        self.n1, self.n2 = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)

    def forward(self, x, mask, p):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, h)
        x = self.n1(x + F.dropout(self.out(a), p, self.training))
        return self.n2(x + F.dropout(self.down(F.gelu(self.up(x))), p, self.training))


class Tagger(nn.Module):
    def __init__(self, folder):
        super().__init__()
        c = json.load(open(folder + "/config.json"))
        h = c["hidden_size"]
        self.words = nn.Embedding(c["vocab_size"], h)
        self.places = nn.Embedding(c["max_position_embeddings"], h)
        self.kinds = nn.Parameter(torch.zeros(h))
        self.norm = nn.LayerNorm(h, eps=1e-12)
        self.blocks = nn.ModuleList(Block(h, c["num_attention_heads"], c["intermediate_size"]) for _ in range(c["num_hidden_layers"]))
        self.head = nn.Linear(h, len(LABELS))

    def load(self, folder):
        raw = open(folder + "/model.safetensors", "rb").read()
        n = struct.unpack("<Q", raw[:8])[0]
        head = json.loads(raw[8:8 + n])
        dtypes = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}
        def get(name):
            name = name if name in head else "bert." + name
            m = head[name]
            a, b = m["data_offsets"]
            return torch.frombuffer(bytearray(raw[8 + n + a:8 + n + b]), dtype=dtypes[m["dtype"]]).view(m["shape"]).float()
        with torch.no_grad():
            e = "embeddings."
            self.words.weight.copy_(get(e + "word_embeddings.weight"))
            self.places.weight.copy_(get(e + "position_embeddings.weight"))
            self.kinds.copy_(get(e + "token_type_embeddings.weight")[0])
            self.norm.weight.copy_(get(e + "LayerNorm.weight")); self.norm.bias.copy_(get(e + "LayerNorm.bias"))
            for i, b in enumerate(self.blocks):
                p = f"encoder.layer.{i}."
                for w in ("weight", "bias"):
                    getattr(b.qkv, w).copy_(torch.cat([get(p + f"attention.self.{x}.{w}") for x in ("query", "key", "value")]))
                    getattr(b.out, w).copy_(get(p + f"attention.output.dense.{w}"))
                    getattr(b.n1, w).copy_(get(p + f"attention.output.LayerNorm.{w}"))
                    getattr(b.up, w).copy_(get(p + f"intermediate.dense.{w}"))
                    getattr(b.down, w).copy_(get(p + f"output.dense.{w}"))
                    getattr(b.n2, w).copy_(get(p + f"output.LayerNorm.{w}"))

    def forward(self, ids, mask, p=0.1):
        x = self.norm(self.words(ids) + self.places.weight[:ids.shape[1]] + self.kinds)
        x = F.dropout(x, p, self.training)
        m = mask[:, None, None, :]
        for b in self.blocks:
            x = b(x, m, p)
        return self.head(x)


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def chunks(text, tokenizer):
    """Windows of whole paragraphs as lists of (id, start, end)."""
    paragraphs = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    encoded = tokenizer.encode_batch([p for _, p in paragraphs], add_special_tokens=False)
    window = []
    for (base, _), e in zip(paragraphs, encoded):
        tokens = [(i, base + a, base + b) for i, (a, b) in zip(e.ids, e.offsets)]
        if window and len(window) + len(tokens) + 1 > LENGTH - 2:
            yield window
            window = []
        while len(tokens) > LENGTH - 2:
            yield tokens[:LENGTH - 2]
            tokens = tokens[LENGTH - 2:]
        if window:
            window.append((102, -1, -1))
        window += tokens
    if window:
        yield window


def character_labels(item):
    out = bytearray(len(item["text"]) + 1)
    for q in item["quotes"]:
        for name, number in (("content", 1), ("cue", 3), ("source", 5)):
            for a, b in q.get(name) or []:
                for i in range(a, min(b, len(item["text"]))):
                    if not out[i]:
                        out[i] = number if i == a else number + 1
    return out


def label(window, marks):
    result, last = [], 0
    for _, a, b in window:
        if a < 0:
            result.append(-100); last = 0
            continue
        here = next((m for m in marks[a:b] if m), 0)
        part = (here + 1) // 2
        if not part:
            result.append(0)
        else:
            begins = last != part or any(m == 2 * part - 1 for m in marks[a:b])
            result.append(2 * part - 1 if begins else 2 * part)
        last = part
    return result


def batches(windows, size):
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i][0]) // 16, random.random()))
    groups, group = [], []
    for i in order:
        group.append(i)
        if sum(len(windows[j][0]) for j in group) >= size:
            groups.append(group); group = []
    if group: groups.append(group)
    random.shuffle(groups)
    return groups


def tensors(windows, group):
    n = max(len(windows[i][0]) for i in group) + 2
    ids = torch.zeros(len(group), n, dtype=torch.long)
    mask = torch.zeros(len(group), n, dtype=torch.bool)
    target = torch.full((len(group), n), -100)
    for r, i in enumerate(group):
        w, y = windows[i]
        row = [101] + [t[0] for t in w] + [102]
        ids[r, :len(row)] = torch.tensor(row)
        mask[r, :len(row)] = True
        if y is not None:
            target[r, 1:len(row) - 1] = torch.tensor(y)
    return ids, mask, target


def train(a):
    tokenizer = Tokenizer.from_file(a.model + "/tokenizer.json"); tokenizer.no_truncation(); tokenizer.no_padding()
    random.seed(1); torch.manual_seed(1)
    windows = []
    for path in a.files:
        for item in lines(path):
            marks = character_labels(item)
            windows += [(w, label(w, marks)) for w in chunks(item["text"], tokenizer)]
    model = Tagger(a.model); model.load(a.model)
    decay = [p for n, p in model.named_parameters() if p.ndim > 1 and "words" not in n]
    rest = [p for n, p in model.named_parameters() if not (p.ndim > 1 and "words" not in n)]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": .01}, {"params": rest, "weight_decay": 0}], lr=a.rate)
    total = sum(len(w[0]) for w in windows)
    print(len(windows), "windows", total, "tokens", flush=True)
    start, done, step, loss_sum = time.time(), 0, 0, 0
    limit = a.minutes * 60
    model.train()
    while True:
        for group in batches(windows, a.batch):
            share = max((time.time() - start) / limit, done / total / a.epochs)
            if share >= 1: break
            rate = a.rate * min(1, step / 40) * (1 - share)
            for g in optimizer.param_groups: g["lr"] = rate
            ids, mask, target = tensors(windows, group)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
                out = model(ids, mask)
            loss = F.cross_entropy(out.float().view(-1, len(LABELS)), target.view(-1), ignore_index=-100)
            optimizer.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1; done += sum(len(windows[i][0]) for i in group); loss_sum += loss.item()
            if step % 25 == 0:
                print(f"{time.time() - start:.0f}s step {step} epoch {done / total:.3f} loss {loss_sum / 25:.4f}", flush=True); loss_sum = 0
                torch.save(model.state_dict(), a.out)
        else:
            continue
        break
    torch.save(model.state_dict(), a.out)


def tag(a):
    tokenizer = Tokenizer.from_file(a.model + "/tokenizer.json"); tokenizer.no_truncation(); tokenizer.no_padding()
    model = Tagger(a.model); model.load_state_dict(torch.load(a.weights)); model.eval()
    out = open(a.out, "w")
    for path in a.files:
        for item in lines(path):
            windows = [(w, None) for w in chunks(item["text"], tokenizer)]
            parts = []
            for first in range(0, len(windows), 8):
                group = list(range(first, min(first + 8, len(windows))))
                ids, mask, _ = tensors(windows, group)
                with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
                    chance = model(ids, mask).float().softmax(-1)
                for r, i in enumerate(group):
                    parts += decode(windows[i][0], chance[r, 1:].tolist())
            out.write(json.dumps({"id": item["id"], "text": item["text"], "parts": parts}, ensure_ascii=False) + "\n"); out.flush()


def decode(window, chances):
    """Stretches of one label; a new one begins where B is likelier than I."""
    parts, last = [], None
    for (ident, a, b), row in zip(window, chances):
        if a < 0:
            last = None
            continue
        sums = [row[0], row[1] + row[2], row[3] + row[4], row[5] + row[6]]
        k = max(range(4), key=lambda i: sums[i])
        if k == 0:
            last = None
            continue
        name = ("content", "cue", "source")[k - 1]
        if last == name and row[2 * k - 1] < row[2 * k]:
            parts[-1][2] = b
            parts[-1][3] = min(parts[-1][3], sums[k])
        else:
            parts.append([name, a, b, sums[k]])
        last = name
    return [[n, a, b, round(c, 3)] for n, a, b, c in parts]


def main():
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers(dest="do")
    t = sub.add_parser("train"); t.add_argument("model"); t.add_argument("out"); t.add_argument("files", nargs="+")
    t.add_argument("--minutes", type=float, default=30); t.add_argument("--rate", type=float, default=2e-4)
    t.add_argument("--batch", type=int, default=2048); t.add_argument("--epochs", type=float, default=2)
    l = sub.add_parser("label"); l.add_argument("model"); l.add_argument("weights"); l.add_argument("out"); l.add_argument("files", nargs="+")
    for p in (t, l): p.add_argument("--bf16", action="store_true", help="faster only on processors that compute with bfloat16 themselves")
    a = parser.parse_args()
    torch.set_num_threads(1)
    train(a) if a.do == "train" else tag(a)


if __name__ == "__main__":
    main()
