using System.Globalization;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows a job's progress and its result.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class JobConsole(Terminal terminal) : IProgress<JobMessage>
{
    /// <summary>The command as the user gave it.</summary>
    public static string Command => "skylite " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(Quote));

    /// <inheritdoc/>
    public void Report(JobMessage value)
    {
        if (!value.IsLasting)
        {
            terminal.Live(value.Text);
            return;
        }

        terminal.EndLive();
        terminal.Note(value.Text);
    }

    /// <summary>Prints the models of a run side by side.</summary>
    public void Show(RunResult run)
    {
        terminal.EndLive();
        var first = run.Stages[0];
        var quality = QualityColumn.Of(run);
        var table = new Table().AddColumns(["model", "parameters", "MACs", "file", "file ratio", .. quality.Select(c => c.Heading), "file name"]);
        foreach (var stage in run.Stages)
        {
            table.AddRow(
            [
                stage.Name.EscapeMarkup(), Count(stage.Cost.Parameters), Count(stage.Cost.Macs), Bytes(stage.FileBytes),
                Number((double)first.FileBytes / stage.FileBytes, "0.0") + " ×", .. quality.Select(c => c.Cell(stage)), stage.File.EscapeMarkup(),
            ]);
        }

        terminal.Show(table);
        if (run.Stages[^1].Test?.Convention is { } convention)
        {
            terminal.Say(convention);
        }

        ShowTimes(run);
    }

    /// <summary>A number with a unit prefix: 3.50 M.</summary>
    public static string Count(long value) => value switch
    {
        >= 1_000_000_000 => Number(value / 1e9, "0.00") + " G",
        >= 1_000_000 => Number(value / 1e6, "0.00") + " M",
        >= 10_000 => Number(value / 1e3, "0.0") + " k",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A size in bytes with a unit.</summary>
    public static string Bytes(long value) => value switch
    {
        >= 1_000_000 => Number(value / 1e6, "0.00") + " MB",
        >= 1_000 => Number(value / 1e3, "0.0") + " kB",
        _ => value.ToString(CultureInfo.InvariantCulture) + " B",
    };

    /// <summary>A share as a percentage; a dash when there is none.</summary>
    public static string Percent(double? share) => share is null ? "–" : Number(100 * share.Value, "0.00");

    /// <summary>A number in a format; a dash when there is none.</summary>
    public static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private void ShowTimes(RunResult run)
    {
        if (run.Benchmark.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("ONNX Runtime", "threads", "batch", "median ms", "images/s", "speed-up");
        foreach (var row in run.Benchmark)
        {
            table.AddRow(
                row.Model.EscapeMarkup(), Count(row.Threads), Count(row.Batch), Number(row.Median, "0.000"), Number(row.ImagesPerSecond, "0.0"),
                Number(row.SpeedUp, "0.00") + " ×");
        }

        terminal.Show(table);
    }

    // What a shell would read as more than letters is quoted, so that the command can be given again.
    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsLetterOrDigit(c) || "-_./=+,:@%".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
