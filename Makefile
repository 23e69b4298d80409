# What a person types. Needs python3 (3.11 or newer) and make; everything else goes into .venv.
#   make run    the portal with demo content on http://127.0.0.1:8000 (PORT=… another port)
#   make test   every test this machine can run (DATABASE_URL=… that database; ARGS=… for pytest)
#   make check  lint, format, templates, migrations, deployment check
#   make bench  the benchmarks, as ratios to a bare view

.PHONY: run test check bench

run:
	@sh deploy/prepare requirements.txt
	@.venv/bin/python deploy/local.py

test:
	@sh deploy/prepare requirements-dev.txt
	@.venv/bin/python -m tests.run $(ARGS)

check:
	@sh deploy/prepare requirements-dev.txt
	@sh deploy/check

bench:
	@sh deploy/prepare requirements-dev.txt
	@.venv/bin/python -m tests.bench $(ARGS)
