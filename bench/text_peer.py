"""One peer of the text index in an environment of its own: `python text_peer.py PEER GIVEN.json OUT.json`.

Imports nothing of the product. PEER is tantivy, bm25s or tfidf; all are given pairs of characters as words."""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

MOST = 5
RUN = re.compile(r"[^\W_]+")
Answer = Callable[[str], list[int]]


def pairs(text: str) -> list[str]:
    """Every pair of neighbours within a run of letters and digits."""
    return [run[at : at + 2] for run in RUN.findall(text.lower()) for at in range(len(run) - 1)]


def tantivy(texts: Sequence[str]) -> Answer:
    """Its index in memory, one thread, a question as any of its pairs."""
    import tantivy as peer

    builder = peer.SchemaBuilder()
    builder.add_integer_field("place", stored=True)
    builder.add_text_field("body", tokenizer_name="pairs", index_option="freq")
    schema = builder.build()
    index = peer.Index(schema)
    index.register_tokenizer("pairs", peer.TextAnalyzerBuilder(peer.Tokenizer.whitespace()).build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for place, text in enumerate(texts):
        writer.add_document(peer.Document(place=place, body=" ".join(pairs(text))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def answer(text: str) -> list[int]:
        terms = [peer.Query.term_query(schema, "body", one, "freq") for one in sorted(set(pairs(text)))]
        query = peer.Query.boolean_query([(peer.Occur.Should, one) for one in terms])
        return [searcher.doc(address)["place"][0] for _score, address in searcher.search(query, MOST).hits]

    return answer


def bm25s(texts: Sequence[str]) -> Answer:
    """Its scores counted ahead, with its numba off: the plain package."""
    import bm25s as peer

    names: dict[str, int] = {}
    numbers = [[names.setdefault(one, len(names)) for one in pairs(text)] for text in texts]
    index = peer.BM25()
    index.index(peer.tokenization.Tokenized(ids=numbers, vocab=names), show_progress=False)

    def answer(text: str) -> list[int]:
        known = [one for one in pairs(text) if one in names]
        if not known:
            return []
        found, _scores = index.retrieve([known], k=MOST, show_progress=False)
        return [int(one) for one in found[0]]

    return answer


def tfidf(texts: Sequence[str]) -> Answer:
    """Cosines over the lists of the question's pairs."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(analyzer=pairs, sublinear_tf=True, dtype=np.float32)
    by_pair = made.fit_transform(texts).T.tocsr()

    def answer(text: str) -> list[int]:
        scores = (made.transform([text]) @ by_pair).tocsr()
        best = np.argsort(-scores.data, kind="stable")[:MOST]
        return [int(one) for one in scores.indices[best]]

    return answer


def peak_memory() -> float:
    """Megabytes of this process alone; getrusage would count those of the process that started it."""
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(line) / 1024


def main() -> None:
    """CPU seconds of indexing and of each question, the first five answers, peak memory."""
    texts, questions = json.loads(Path(sys.argv[2]).read_text())
    begun = time.process_time()
    answer = {"tantivy": tantivy, "bm25s": bm25s, "tfidf": tfidf}[sys.argv[1]](texts)
    indexing, answers, seconds = time.process_time() - begun, [], []
    for text in questions:
        begun = time.process_time()
        answers.append(answer(text))
        seconds.append(time.process_time() - begun)
    told = {"index": indexing, "seconds": seconds, "answers": answers, "memory": peak_memory()}
    Path(sys.argv[3]).write_text(json.dumps(told))


if __name__ == "__main__":
    main()
