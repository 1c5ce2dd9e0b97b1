using Skylite.Graphs;

namespace Skylite.Compression.Pruning;

/// <summary>
/// Evidence that a pruning removed exactly what it says: the pruned graph computes what the original computes with the removed channels silenced,
/// and the deployment engine computes the same from the pruned graph.
/// </summary>
/// <remarks>A difference is the largest absolute one over an output's elements, divided by the largest absolute element of that output.</remarks>
public sealed record RemovalCertificate
{
    /// <summary>The largest difference that still holds.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The largest difference between engines that still holds where values are rounded to 16 bits: the interpreter keeps 32.</summary>
    public const double HalfTolerance = 1e-2;

    /// <summary>
    /// The largest difference between engines that still holds where activations are rounded to 8 bits: a value between two steps is rounded up in one and
    /// down in the other, and layers carry that on.
    /// </summary>
    public const double QuantizedTolerance = 0.1;

    /// <summary>How many inputs were tried.</summary>
    public required int Inputs { get; init; }

    /// <summary>Name of the engine that ran both graphs.</summary>
    public required string Interpreter { get; init; }

    /// <summary>Largest difference between the silenced and the pruned graph in the interpreter.</summary>
    public required double SilencedToRemoved { get; init; }

    /// <summary>Name of the engine that the pruned graph was also run in, if any.</summary>
    public string? Deployment { get; init; }

    /// <summary>Largest difference between interpreter and deployment engine on the pruned graph; 0 without one.</summary>
    public double InterpreterToDeployment { get; init; }

    /// <summary>What <see cref="InterpreterToDeployment"/> may be at most.</summary>
    public double EngineTolerance { get; init; } = Tolerance;

    /// <summary>Whether the outputs depend on the inputs at all: the same outputs for all inputs tried, or nothing but zeros, prove nothing.</summary>
    public bool OutputsVary { get; init; } = true;

    /// <summary>Whether normalisations were allowed to change, so that silenced and removed differ by nature.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>
    /// Whether the removal is proven: the first difference within <see cref="Tolerance"/>, the second within
    /// <see cref="EngineTolerance"/> (the first one only when the removal is meant to be exact).
    /// </summary>
    public bool Holds => (IsApproximate || SilencedToRemoved <= Tolerance) && InterpreterToDeployment <= EngineTolerance;

    /// <summary>The largest difference between interpreter and deployment engine that still holds for a graph.</summary>
    /// <param name="graph">The graph, with inferred types.</param>
    public static double EngineToleranceOf(Graph graph) =>
        graph.Nodes.Any(n => n.OpType == "QuantizeLinear") ? QuantizedTolerance
        : graph.Values.Values.Any(v => v.Type is ElementType.Float16 or ElementType.BFloat16) ? HalfTolerance
        : Tolerance;

    /// <summary>Runs a pruning's graphs on inputs and compares what they compute.</summary>
    /// <param name="result">The pruning.</param>
    /// <param name="inputs">The inputs to try, each with one tensor for each graph input; at least one.</param>
    /// <param name="interpreter">Runs the silenced and the pruned graph.</param>
    /// <param name="deployment">Also runs the pruned graph.</param>
    /// <param name="cancellation">Stops between runs.</param>
    /// <exception cref="ArgumentException">There are no inputs.</exception>
    public static RemovalCertificate Issue(
        PruneResult result,
        IReadOnlyList<IReadOnlyList<Tensor>> inputs,
        IModelRunner interpreter,
        IModelRunner? deployment = null,
        CancellationToken cancellation = default)
    {
        if (inputs.Count == 0)
        {
            throw new ArgumentException("A certificate needs at least one input to try.", nameof(inputs));
        }

        var left = inputs.Select(result.Feed).ToArray();
        var removed = RunAll(interpreter, result.Graph, left, cancellation);
        var engines = deployment is null ? 0 : Largest(removed, RunAll(deployment, result.Graph, left, cancellation));
        var silenced = RunAll(interpreter, result.Silenced(), inputs, cancellation);
        return new RemovalCertificate
        {
            Inputs = inputs.Count,
            Interpreter = interpreter.Name,
            SilencedToRemoved = Largest(silenced, removed),
            Deployment = deployment?.Name,
            InterpreterToDeployment = engines,
            EngineTolerance = EngineToleranceOf(result.Graph),
            IsApproximate = result.Channels.Approximate,
            OutputsVary = Vary(removed),
        };
    }

    /// <summary>
    /// The largest difference between two results, relative to the scale of each output; infinite when shapes differ or something is not a number.
    /// </summary>
    public static double Difference(IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual) =>
        expected.Count != actual.Count ? double.PositiveInfinity : expected.Zip(actual, Difference).DefaultIfEmpty().Max();

    /// <summary>
    /// Runs a graph on all inputs and frees what the runner kept for it: of a large network, weights lie in memory as few times at once as can be.
    /// </summary>
    /// <param name="runner">Runs the graph.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs, each with one tensor for each graph input.</param>
    /// <param name="cancellation">Stops between runs.</param>
    public static IReadOnlyList<IReadOnlyList<Tensor>> RunAll(
        IModelRunner runner, Graph graph, IReadOnlyList<IReadOnlyList<Tensor>> inputs, CancellationToken cancellation = default)
    {
        var results = new List<IReadOnlyList<Tensor>>();
        try
        {
            foreach (var input in inputs)
            {
                cancellation.ThrowIfCancellationRequested();
                results.Add(runner.Run(graph, input));
            }
        }
        finally
        {
            runner.Forget(graph);
        }

        return results;
    }

    /// <summary>The largest difference between the results of several inputs.</summary>
    public static double Largest(IReadOnlyList<IReadOnlyList<Tensor>> expected, IReadOnlyList<IReadOnlyList<Tensor>> actual) =>
        expected.Zip(actual, Difference).DefaultIfEmpty().Max();

    private static bool Vary(IReadOnlyList<IReadOnlyList<Tensor>> results) => results is [var only]
        ? only.Any(o => Array.Exists(Read(o), v => v != 0))
        : results.Any(r => Difference(results[0], r) > 0);

    private static double Difference(Tensor expected, Tensor actual)
    {
        if (!expected.Dimensions.SequenceEqual(actual.Dimensions))
        {
            return double.PositiveInfinity;
        }

        var (left, right) = (Read(expected), Read(actual));
        double scale = 0, difference = 0;
        for (var i = 0; i < left.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(left[i]));
            difference = Math.Max(difference, Math.Abs(left[i] - right[i]));
        }

        // Math.Max hands NaN on, so that it ends here; and an overflow on one side is a difference, not a share of itself.
        return !double.IsFinite(difference) || !double.IsFinite(scale) ? double.PositiveInfinity : difference == 0 ? 0 : difference / scale;
    }

    private static double[] Read(Tensor tensor) =>
        tensor.Type.IsFloating() ? Array.ConvertAll(tensor.ToSingle(), v => (double)v) : Array.ConvertAll(tensor.ToInt64(), v => (double)v);
}
