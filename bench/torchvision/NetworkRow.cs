using System.Globalization;
using Skylite.Compression.Pruning;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Compression.Pruning.Criteria;
using Skylite.Graphs;
using Skylite.Graphs.Channels;
using Skylite.Graphs.Cost;
using Skylite.Graphs.Onnx;
using Skylite.Workbench.Models;
using Skylite.Workbench.Proof;

namespace Skylite.Bench.Torchvision;

/// <summary>What pruning one network took and gave: a row of the table.</summary>
internal sealed class NetworkRow
{
    private const int Repetitions = 3;

    private NetworkRow(string name) => Name = name;

    public static string Header =>
        "| network | parameters | MACs | groups | silenced ≡ removed | ≡ ONNX Runtime | "
        + "original ≡ ONNX Runtime | first s | s | peak memory |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|";

    /// <summary>Name of the file.</summary>
    public string Name { get; }

    /// <summary>Whether every comparison stayed within the tolerance.</summary>
    public bool Holds { get; private set; } = true;

    /// <summary>Why channels could not go, with their numbers.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    private (CostReport Before, CostReport After) Cost { get; set; }

    private int Groups { get; set; }

    private (double Removal, double Removed, double Original) Differences { get; set; }

    private (double First, double Best) Seconds { get; set; }

    private (long Bytes, double Ratio) Memory { get; set; }

    public static NetworkRow Measure(string file, double ratio, ChannelOptions channels, bool prove)
    {
        var row = new NetworkRow(Path.GetFileNameWithoutExtension(file));
        var options = new PruneOptions { Criterion = new L1Norm(), Amount = new AllocationOptions { Ratio = ratio, Align = 1 }, Channels = channels };
        var first = Time(() => _ = Pruner.Prune(OnnxReader.Read(file), options));
        var best = double.PositiveInfinity;
        var graph = OnnxReader.Read(file);
        for (var i = 0; i < Repetitions; i++)
        {
            best = Math.Min(best, Time(() => Pruner.Prune(graph, options)));
        }

        graph = null!;
        row.Seconds = (first, best);
        row.Memory = MeasureMemory(file, options);
        graph = OnnxReader.Read(file);
        var result = Pruner.Prune(graph, options);
        row.Groups = result.Families.Sum(f => f.Before);
        row.Reasons =
            [.. result.Pinned.GroupBy(p => p.Reason).Select(g => $"{g.Sum(p => p.Count)} channels of {g.Count()} layers ({g.First().Name} …): {g.Key}")];
        row.Cost = (CostReport.Of(graph), CostReport.Of(result.Graph));
        if (prove)
        {
            row.Prove(graph, result);
        }

        return row;
    }

    /// <summary>The row in Markdown.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Name} | {Cost.Before.Parameters:N0} → {Cost.After.Parameters:N0} | {Cost.Before.Macs / 1e6:N1} M → {Cost.After.Macs / 1e6:N1} M | "
        + $"{Groups:N0} | {Differences.Removal:0.0e+0} | {Differences.Removed:0.0e+0} | {Differences.Original:0.0e+0} | "
        + $"{Seconds.First:0.00} | {Seconds.Best:0.000} | {Memory.Bytes / 1048576.0:0} MiB = {Memory.Ratio:0.00} × |")
        + (Holds ? string.Empty : " FAILED");

    // Reading, pruning and writing, without the memory that the process had before.
    private static (long Bytes, double Ratio) MeasureMemory(string file, PruneOptions options)
    {
        var written = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.onnx");
        ResidentMemory.ForgetPeak();
        var before = ResidentMemory.Now();
        try
        {
            OnnxWriter.Write(Pruner.Prune(OnnxReader.Read(file), options).Graph, written);
            var grown = ResidentMemory.Peak() - before;
            return (grown, (double)grown / new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(written);
        }
    }

    // Processor time of this thread, which an otherwise busy machine does not change.
    private static double Time(Action action)
    {
        var start = ThreadSeconds();
        action();
        return ThreadSeconds() - start;
    }

    private static double ThreadSeconds() => double.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;

    private void Prove(Graph graph, PruneResult result)
    {
        var inputs = ModelInputs.Noise(graph, InputShapes.Of(graph, new Dictionary<string, Shape>()), 1, seed: 7);
        var (interpreter, runtime) = (new InterpreterRunner(), new RuntimeRunner());
        var certificate = RemovalCertificate.Issue(result, inputs, interpreter, runtime);
        var original = RemovalCertificate.Difference(runtime.Run(graph, inputs[0]), interpreter.Run(graph, inputs[0]));
        Differences = (certificate.SilencedToRemoved, certificate.InterpreterToDeployment, original);
        Holds = certificate.Holds && original <= RemovalCertificate.Tolerance;
    }
}
