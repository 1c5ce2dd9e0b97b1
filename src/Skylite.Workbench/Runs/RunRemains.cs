using System.Globalization;
using System.Text.RegularExpressions;
using Skylite.Workbench.Jobs;

namespace Skylite.Workbench.Runs;

/// <summary>What an earlier run left in a folder, told by the names that runs give their files.</summary>
internal static partial class RunRemains
{
    /// <summary>Deletes what an earlier run left; nothing that has another name, and nothing that is still to be read.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="read">Files that the new run reads, some of which may lie in the folder.</param>
    public static void Delete(string folder, IEnumerable<string> read)
    {
        var kept = read.SelectMany(LinkedFile.Names).ToHashSet();
        var stages = Path.Combine(folder, "stages");
        var steps = Directory.Exists(stages) ? Directory.GetDirectories(stages) : [];
        Delete(folder, Own(), kept);
        Delete(stages, Stage(), kept);
        Delete(Path.Combine(folder, "maps"), Picture(), kept);
        foreach (var step in steps.Where(s => Step().IsMatch(Path.GetFileName(s))))
        {
            Delete(step, Own(), kept);
        }
    }

    /// <summary>Deletes what stands behind one step of an interrupted run: later steps, pictures, and the model that came out.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="step">The step's number.</param>
    /// <param name="read">Files that the run reads, some of which may lie in the folder.</param>
    public static void DeleteBehind(RunFolder folder, int step, IEnumerable<string> read)
    {
        var kept = read.SelectMany(LinkedFile.Names).ToHashSet();
        var stages = folder.In("stages");
        Delete(folder.Path, Outcome(), kept);
        Delete(folder.In("maps"), Picture(), kept);
        Delete(stages, Stage(), kept, IsBehind);
        foreach (var later in Directory.Exists(stages) ? Directory.GetDirectories(stages).Where(s => Step().IsMatch(Path.GetFileName(s)) && IsBehind(s)) : [])
        {
            Delete(later, Own(), kept);
        }

        bool IsBehind(string path) => int.Parse(Path.GetFileName(path).Split('-')[0], CultureInfo.InvariantCulture) > step;
    }

    private static void Delete(string folder, Regex names, HashSet<string> kept, Func<string, bool>? which = null)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.GetFiles(folder)
            .Where(f => names.IsMatch(Path.GetFileName(f)) && which?.Invoke(f) != false && !LinkedFile.Names(f).Any(kept.Contains)))
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"^model\.onnx(\.data)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Outcome();

    // The model itself and the split stay until the new ones take their place.
    [GeneratedRegex(
        @"^(report\.html|metrics\.jsonl|(best|last)\.onnx|last\.state\.safetensors|model\.side-\d+\.onnx|events\.out\.tfevents\.\d+\.\w+)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Own();

    [GeneratedRegex(@"^\d+-[a-z0-9-]+\.(onnx|json)$", RegexOptions.CultureInvariant)]
    private static partial Regex Stage();

    [GeneratedRegex(@"^\d+-[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Step();

    [GeneratedRegex(@"^\d+-[a-z0-9-]+\.png$", RegexOptions.CultureInvariant)]
    private static partial Regex Picture();
}
