using System.Text.RegularExpressions;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Reports;

/// <summary>Which runs are repetitions of one another with other seeds, so that their mean says something.</summary>
internal static partial class SameButSeed
{
    private static readonly string[] Aside = ["--seed", "--out", "--resume", "--overwrite", "--threads", "--workers"];

    /// <summary>
    /// What repetitions have in common: what was done to which network with which options, on
    /// which data. Names of models and runs may differ, since each seed has its own.
    /// </summary>
    /// <param name="run">The run.</param>
    public static string KeyOf(RunResult run) => string.Join('\n',
    [
        run.Kind,
        run.Task ?? string.Empty,
        run.Data,
        string.Join('|', run.Classes),
        Invariant($"{run.Stages[0].Cost.Parameters} {run.Stages[0].Cost.Macs}"),
        string.Join('|', run.Stages.Select(s => s.Name + Unseeded(s.Description))),
        string.Join(' ', OptionsOf(run.Command)),
    ]);

    /// <summary>Repetitions of one seed are two runs, not two seeds.</summary>
    /// <param name="alike">Runs of one key.</param>
    public static IEnumerable<(RunFolder Folder, RunResult Result)[]> Apart(IEnumerable<(RunFolder Folder, RunResult Result)> alike) =>
        alike.GroupBy(run => run.Result.Seed).SelectMany(seed => seed.Index()).GroupBy(run => run.Index, run => run.Item).Select(g => g.ToArray());

    /// <summary>What was done, without the seed it was done with and the epoch that chance made the best.</summary>
    /// <param name="description">What was done, in parts divided by commas.</param>
    public static string Unseeded(string description) => string.Join(
        ", ",
        description.Split(", ")
            .Where(part => !part.StartsWith("seed ", StringComparison.Ordinal))
            .Select(part => ModelFile.Is(part) ? "a file" : BestEpoch().Replace(part, "the best of $1 epochs by $2 on validation")));

    [GeneratedRegex("^epoch [0-9]+ of ([0-9]+) had the best (.+) on validation$")]
    private static partial Regex BestEpoch();

    private static IEnumerable<string> OptionsOf(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                continue;
            }

            var value = i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal) ? words[i + 1] : string.Empty;
            if (!Aside.Contains(words[i]))
            {
                var isFile = value.Contains('/', StringComparison.Ordinal) || value.Contains(".onnx", StringComparison.Ordinal);
                yield return $"{words[i]}={(isFile ? "a file" : value)}";
            }
        }
    }
}
