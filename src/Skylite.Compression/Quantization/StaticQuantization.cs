using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Turns a float graph into an 8-bit one with fixed scales: unsigned activations, signed weights with zero points 0, 32-bit biases, as pairs of
/// QuantizeLinear and DequantizeLinear that ONNX Runtime fuses into integer operators (Jacob et al. 2018, "Quantization and Training of Neural Networks
/// for Efficient Integer-Arithmetic-Only Inference"). Final outputs stay float.
/// </summary>
public static class StaticQuantization
{
    /// <summary>Refuses what needs no calibration to be seen.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="QuantizationException">
    /// The graph is quantised already, holds nothing to quantise, or has no node of a name to keep in float.
    /// </exception>
    public static void Check(Graph graph, StaticQuantizationOptions options) => PlanFor(FloatGraph.Prepare(graph), options);

    /// <summary>Observes activations on calibration data and quantises.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="source">Calibration data, never test data.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="progress">Told the number of batches observed.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="QuantizationException">The graph is quantised already, holds nothing to quantise, or is broken.</exception>
    public static QuantizationResult Run(
        Graph graph, IActivationSource source, StaticQuantizationOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new StaticQuantizationOptions();
        return Apply(graph, Calibrate(graph, source, options, progress, cancellationToken), options);
    }

    /// <summary>Observes the range of every activation that quantisation would round.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="source">Calibration data, never test data.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <param name="progress">Told the number of batches observed.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>Ranges by value name.</returns>
    /// <exception cref="QuantizationException">The graph is quantised already, holds nothing to quantise, or an activation is not finite.</exception>
    public static IReadOnlyDictionary<string, ActivationRange> Calibrate(
        Graph graph, IActivationSource source, StaticQuantizationOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new StaticQuantizationOptions();
        var prepared = FloatGraph.Prepare(graph);
        var observed = PlanFor(prepared, options).Observed;
        var observers = observed.ToDictionary(name => name, _ => options.Calibration.CreateObserver());
        var batches = 0;
        foreach (var batch in source.Read(prepared, observed, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (name, observer) in observers)
            {
                Observe(observer, name, batch);
            }

            progress?.Report(++batches);
        }

        try
        {
            return observers.ToDictionary(o => o.Key, o => o.Value.Range());
        }
        catch (InvalidOperationException e)
        {
            throw new QuantizationException($"'{graph.Name}' cannot be calibrated. {e.Message}", e);
        }
    }

    /// <summary>Quantises with known ranges.</summary>
    /// <param name="graph">A float graph; it is not changed.</param>
    /// <param name="ranges">What <see cref="Calibrate"/> found for the same graph.</param>
    /// <param name="options">Settings; null takes the defaults.</param>
    /// <exception cref="QuantizationException">The graph is quantised already, holds nothing to quantise, or a range is missing.</exception>
    public static QuantizationResult Apply(Graph graph, IReadOnlyDictionary<string, ActivationRange> ranges, StaticQuantizationOptions? options = null)
    {
        options ??= new StaticQuantizationOptions();
        var result = FloatGraph.Prepare(graph);
        var plan = PlanFor(result, options);
        var groups = GroupRanges(plan, ranges);
        var parameters = groups.ToDictionary(g => g.Key, g => QuantizationParameters.Of(g.Value));

        var writer = new QdqWriter(result, new WeightQuantizer(options.PerChannel, options.ReducedRange));
        writer.ReadInputScales(plan, parameters);
        foreach (var point in plan.Points)
        {
            writer.Insert(point, parameters[point.Group]);
        }

        foreach (var weighted in plan.Weighted)
        {
            writer.Replace(weighted);
        }

        return new QuantizationResult(
            result,
            plan.Points.ToDictionary(p => p.Value.Name, p => groups[p.Group]),
            [.. plan.Weighted.Select(w => w.Node.Name)],
            [.. plan.KeptFloat.Select(n => n.Name)]);
    }

    private static void Observe(IObserver observer, string name, IActivationBatch batch)
    {
        try
        {
            observer.Observe(batch.Data(name));
        }
        catch (InvalidDataException e)
        {
            throw new QuantizationException($"Activation '{name}' cannot be quantised. {e.Message}", e);
        }
    }

    private static QuantizationPlan PlanFor(Graph graph, StaticQuantizationOptions options)
    {
        var keep = options.KeepFloat.ToHashSet(StringComparer.Ordinal);
        var unknown = keep.Except(graph.Nodes.Select(n => n.Name)).ToArray();
        if (unknown.Length > 0)
        {
            var nearest = NearestNames.Of(unknown[0], graph.Nodes.Select(n => n.Name));
            throw new QuantizationException(
                $"'{graph.Name}' has no node {string.Join(", ", unknown.Select(n => $"'{n}'"))} to keep in float. "
                + (nearest.Count > 0 ? $"Did you mean {string.Join(" or ", nearest)}? " : string.Empty)
                + "Names are those of the graph after batch normalisation is folded.");
        }

        var plan = QuantizationPlanner.Plan(graph, keep, options.DatesAlike);
        return plan.Weighted.Count > 0
            ? plan
            : throw new QuantizationException($"'{graph.Name}' has no Conv, Gemm or MatMul with constant float weights that could be quantised.");
    }

    private static Dictionary<int, ActivationRange> GroupRanges(QuantizationPlan plan, IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        var groups = new Dictionary<int, ActivationRange>();
        var points = plan.Points.ToDictionary(p => p.Value.Name);
        foreach (var name in plan.Observed)
        {
            var point = points[name];
            var range = Observed(point.Value, ranges)
                ?? throw new QuantizationException(
                    $"No range was observed for activation '{name}'. Calibrate the same graph, with the same nodes kept in float, or fewer.");
            var bounded = FloatGraph.Bounds(point.Value) is { } bounds ? range.Within(bounds.Min, bounds.Max) : range;
            groups[point.Group] = groups.TryGetValue(point.Group, out var others) ? others.Union(bounded) : bounded;
        }

        return groups;
    }

    // A value that was only moved has the range of what it was moved from; that matters when more nodes stay in float than were calibrated for.
    private static ActivationRange? Observed(Value value, IReadOnlyDictionary<string, ActivationRange> ranges)
    {
        if (ranges.TryGetValue(value.Name, out var range))
        {
            return range;
        }

        var role = value.Producer is { } node ? QuantizationRoles.Of(node) : QuantizationRole.None;
        if (role is not (QuantizationRole.SharedScale or QuantizationRole.Joining))
        {
            return null;
        }

        var parts = QuantizationRoles.Activations(value.Producer!, role).Select(v => Observed(v, ranges)).ToArray();
        return Array.TrueForAll(parts, p => p.HasValue) ? parts.Select(p => p!.Value).Aggregate((a, b) => a.Union(b)) : null;
    }
}
