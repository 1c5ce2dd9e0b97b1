namespace Skylite.Graphs.Weights;

/// <summary>Puts weights from a file into the initializers of the same name.</summary>
public static class WeightLoading
{
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>Loads weights by name; floating-point types are converted to the graph's.</summary>
    /// <param name="graph">The network; changed in place.</param>
    /// <param name="weights">Tensors by name, as <see cref="WeightFile.Read"/> gives them.</param>
    /// <param name="options">Whether differences are errors.</param>
    /// <returns>What fitted and what did not. A classifier head for another number of classes is not loaded but reported.</returns>
    /// <remarks>PyTorch's counters of batches are passed over: nothing in ONNX needs them.</remarks>
    /// <exception cref="InvalidDataException">Nothing fits, or something does not and the options are strict; the graph is then unchanged.</exception>
    public static WeightLoadingReport Load(Graph graph, IReadOnlyDictionary<string, Tensor> weights, WeightLoadingOptions? options = null)
    {
        options ??= new WeightLoadingOptions();
        var initializers = graph.Initializers.ToDictionary(v => v.Name, StringComparer.Ordinal);
        var matched = new List<(Value Value, Tensor Data)>();
        var mismatched = new List<ShapeMismatch>();
        var adapted = new List<string>();
        foreach (var value in graph.Initializers.Where(v => weights.ContainsKey(v.Name)))
        {
            var (found, expected) = (weights[value.Name], value.Constant!);
            if (found.Shape.Equals(expected.Shape) && (found.Type == expected.Type || (found.Type.IsFloating() && expected.Type.IsFloating())))
            {
                matched.Add((value, Convert(found, expected.Type)));
            }
            else if (BandAdaptation.Adapt(value, found, options.BandSources) is { } fitted)
            {
                matched.Add((value, Convert(fitted, expected.Type)));
                adapted.Add(value.Name);
            }
            else
            {
                mismatched.Add(new ShapeMismatch(value.Name, expected.Shape, found.Shape));
            }
        }

        var report = new WeightLoadingReport(
            [.. matched.Select(m => m.Value.Name)],
            [.. graph.Initializers.Where(v => IsWeight(v) && !weights.ContainsKey(v.Name)).Select(v => v.Name)],
            [.. weights.Keys.Where(name => !initializers.ContainsKey(name) && !name.EndsWith(BatchCounter, StringComparison.Ordinal))],
            mismatched)
        {
            Adapted = adapted,
        };
        Check(graph, report, options);
        foreach (var (value, data) in matched)
        {
            graph.SetInitializer(value, data);
        }

        return report;
    }

    // Scalars and integers are settings of operators (bounds of Clip, ratio of Dropout), which files of weights do not hold.
    private static bool IsWeight(Value value) => value.Type.IsFloating() && value.Constant!.Rank > 0;

    private static void Check(Graph graph, WeightLoadingReport report, WeightLoadingOptions options)
    {
        if (report.Matched.Count == 0)
        {
            throw new InvalidDataException($"These are not weights of {graph.Name}: no name and shape fits. {report}.");
        }

        if (options.Strict && !report.IsComplete)
        {
            throw new InvalidDataException($"The weights do not fit {graph.Name} exactly. {report}.");
        }
    }

    private static Tensor Convert(Tensor tensor, ElementType type) => tensor.Type == type
        ? tensor
        : Tensor.Floating(type, tensor.ToSingle(), tensor.Dimensions);
}
