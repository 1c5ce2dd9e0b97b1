using System.Text.Json;
using System.Text.RegularExpressions;
using Skylite.Graphs;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference;

/// <summary>Where the time of a model goes: the runtime's own profile, summed up by node.</summary>
public static partial class LayerProfile
{
    /// <summary>Profiles a model on seeded noise.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">
    /// Threads and batch; the warm-up runs are left out of the figures, <see cref="LatencyOptions.MinimumTurns"/>
    /// times <see cref="LatencyOptions.RunsPerTurn"/> runs are measured.
    /// </param>
    /// <param name="graph">
    /// The model's graph, if kernels are to be named after the nodes with weights that they compute
    /// even when the runtime names them after what it fused with them.
    /// </param>
    /// <param name="cancellationToken">Stops between two runs.</param>
    /// <returns>One entry for each kernel, in the order of execution.</returns>
    /// <exception cref="OrtException">The model cannot be loaded or run.</exception>
    public static IReadOnlyList<LayerTime> Measure(
        ModelSource model, LatencyOptions? options = null, Graph? graph = null, CancellationToken cancellationToken = default)
    {
        options ??= new LatencyOptions();
        var folder = Directory.CreateTempSubdirectory("skylite-profile-");
        try
        {
            var sessionOptions = options.Session with
            {
                IntraOpNumThreads = options.Threads,
                ProfileOutputPathPrefix = Path.Combine(folder.FullName, "profile"),
            };
            using var session = model.Open(sessionOptions);
            using (var inputs = new RandomInputs(session, options))
            {
                for (var i = 0; i < options.WarmUp + (options.MinimumTurns * options.RunsPerTurn); i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    inputs.Run();
                }
            }

            var profile = File.ReadAllBytes(session.EndProfiling());
            return Read(profile, options.WarmUp, graph);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Sums up a profile that the runtime wrote.</summary>
    /// <param name="profile">The JSON text in UTF-8.</param>
    /// <param name="skip">Runs at the start that do not count.</param>
    /// <param name="graph">The model's graph, or null.</param>
    /// <exception cref="InvalidDataException">The text is not such a profile.</exception>
    public static IReadOnlyList<LayerTime> Read(ReadOnlyMemory<byte> profile, int skip = 0, Graph? graph = null)
    {
        var times = new OrderedDictionary<(string Kernel, string OpType), List<double>>();
        try
        {
            using var document = JsonDocument.Parse(profile);
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                if (entry.TryGetProperty("cat", out var category) && category.ValueEquals("Node")
                    && KernelTime().Match(entry.GetProperty("name").GetString() ?? string.Empty) is { Success: true } name)
                {
                    var key = (name.Groups[1].Value, entry.GetProperty("args").GetProperty("op_name").GetString() ?? string.Empty);
                    if (!times.TryGetValue(key, out var list))
                    {
                        times[key] = list = [];
                    }

                    list.Add(entry.GetProperty("dur").GetDouble() / 1000);
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"The text is not a profile of ONNX Runtime: {e.Message}", e);
        }

        var medians = times.Select(t => (t.Key, Median: Latency.Quantile([.. t.Value.Skip(Math.Min(skip, t.Value.Count - 1)).Order()], 0.5))).ToArray();
        var sum = medians.Sum(m => m.Median);
        var names = new KernelNames(graph);
        return
        [
            .. medians.Select(m => new LayerTime(
                names.NodeOf(m.Key.Kernel, m.Key.OpType), m.Key.OpType, m.Median, sum == 0 ? 0 : m.Median / sum)),
        ];
    }

    // The runtime appends what its layout passes did to a node's name.
    [GeneratedRegex(@"^(.*?)(?:_token_\d+|_nchwc|_nhwc)*_kernel_time$", RegexOptions.CultureInvariant)]
    private static partial Regex KernelTime();
}
