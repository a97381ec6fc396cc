"""Runs docs/verify.py as a program of its own, again and again, in one Python: arguments come in as a line of JSON, what it said goes out."""
import contextlib
import io
import json
import runpy
import sys
import traceback

with open(sys.argv[1]) as asked, open(sys.argv[2], "w") as answers:
    for line in asked:
        sys.argv, code = json.loads(line), 0
        out, error = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            try:
                runpy.run_path(sys.argv[0], run_name="__main__")
            except SystemExit as end:
                code = end.code or 0
            except BaseException:
                traceback.print_exc()
                code = 1
        print(json.dumps({"code": code, "out": out.getvalue().rstrip(), "error": error.getvalue()}), file=answers, flush=True)
