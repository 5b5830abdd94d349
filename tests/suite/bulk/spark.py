"""Fans a bulk run out with RDD.pipe, as the help page on bulk runs shows.

Not a test by itself: `spark.rs` calls it and compares what comes out.

    python spark.py SCIMWRIGHT MAPPING USERS.ndjson OUTPUT.ndjson
"""

import shlex
import sys

from pyspark import SparkConf, SparkContext


def main():
    program, mapping, users, output = sys.argv[1:]
    conf = SparkConf().setMaster("local[2]").setAppName("scimwright").set("spark.ui.enabled", "false")
    command = shlex.join([program, "bulk", mapping, "--quiet", "--threads", "1", "--key", "userName",
                          "--now", "2026-03-01T12:00:00Z"])
    with SparkContext(conf=conf) as context:
        context.setLogLevel("ERROR")
        lines = context.textFile(users, minPartitions=4)
        assert lines.getNumPartitions() >= 4, lines.getNumPartitions()
        records = lines.pipe(command).collect()
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in records)


main()
