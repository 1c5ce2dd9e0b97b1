using System.CommandLine;
using System.Globalization;
using Skylite.Cli.Arguments;
using Skylite.Inference;
using Skylite.Workbench;
using Skylite.Workbench.Benchmarks;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite bench</c>: the time of models in ONNX Runtime, side by side in one run.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "The ONNX file to measure." };
        var against = new Option<string[]>("--against")
        {
            Description = "Further ONNX files, measured by turns in the same run; speed-ups are against MODEL.",
            AllowMultipleArgumentsPerToken = true,
        };
        var threads = CommaList.Numbers("--threads", "Numbers of threads.", 1, 2);
        var batch = CommaList.Numbers("--batch-size", "Batch sizes.", 1, 8).Also("--batch");
        var seconds = new Option<double>("--seconds") { Description = "Time for each combination of threads and batch.", DefaultValueFactory = _ => 5 };
        var layers = new Option<bool>("--layers")
        {
            Description = "Show where the time goes instead: every kernel of every model, with the first of --threads and the first of --batch-size.",
        };
        var command = new Command("bench", "Measure latency and throughput in ONNX Runtime.") { model, against, threads, batch, seconds, layers };
        return command.Runs((parse, terminal, cancellation) =>
        {
            string[] files = [parse.GetRequiredValue(model), .. parse.GetValue(against) ?? []];
            var options = new BenchmarkOptions
            {
                Threads = parse.GetRequiredValue(threads),
                Batches = parse.GetRequiredValue(batch),
                TimeBudget = parse.GetValue(seconds) is > 0 and < 1e6 and var time
                    ? TimeSpan.FromSeconds(time)
                    : throw new ArgumentException(Invariant($"--seconds lies above 0 and below a million, not at {parse.GetValue(seconds)}.")),
            };
            ModelSource[] sources = [.. files.Select(file => ModelSource.FromFile(file, file))];
            if (parse.GetValue(layers))
            {
                var times = Benchmark.Layers(sources, options, new LiveText(terminal), cancellation);
                terminal.EndLive();
                foreach (var one in times)
                {
                    terminal.Show(ToTable(one));
                }

                terminal.Json([.. times], WorkbenchJson.Default.LayerTimesArray);
                return ExitCode.Success;
            }

            var rows = Benchmark.Run(sources, options, new LiveText(terminal), cancellation);
            terminal.EndLive();
            terminal.Show(ToTable(rows));
            terminal.Json([.. rows], WorkbenchJson.Default.BenchmarkRowArray);
            return ExitCode.Success;
        });
    }

    private static Table ToTable(IReadOnlyList<BenchmarkRow> rows)
    {
        var table = new Table().AddColumns("model", "threads", "batch", "median ms", "p10–p90 ms", "images/s", "speed-up", "runs");
        foreach (var row in rows)
        {
            table.AddRow(
                row.Model.EscapeMarkup(), Text(row.Threads), Text(row.Batch), Text(row.Median, "0.000"), $"{Text(row.P10, "0.000")}–{Text(row.P90, "0.000")}",
                Text(row.ImagesPerSecond, "0.0"), Text(row.SpeedUp, "0.00") + " ×", Text(row.Runs));
        }

        return table;
    }

    private static Table ToTable(LayerTimes times)
    {
        var table = new Table().AddColumns("kernel", "operator", "ms", "share");
        table.Title = new TableTitle(Invariant($"{times.Model}, threads {times.Threads}, batch {times.Batch}").EscapeMarkup(), Style.Plain);
        foreach (var layer in times.Layers)
        {
            table.AddRow(layer.Node.EscapeMarkup(), layer.OpType.EscapeMarkup(), Text(layer.Milliseconds, "0.000"), Text(100 * layer.Share, "0.0") + " %");
        }

        return table.AddRow("all", string.Empty, Text(times.Layers.Sum(l => l.Milliseconds), "0.000"), string.Empty);
    }

    private static string Text(IFormattable number, string format = "0") => number.ToString(format, CultureInfo.InvariantCulture);
}
