using Skylite.Graphs;
using Skylite.Imagery.Loading;
using Skylite.Native.Torch;
using Skylite.Training.Losses;

namespace Skylite.Training.Statistics;

/// <summary>What the gradients of a loss say about every learnt initializer of a finished network: evidence for pruning criteria.</summary>
/// <param name="Mean">Mean over batches of the gradient, by initializer name; shapes as the initializers.</param>
/// <param name="MeanSquare">Mean over batches of the squared gradient (the diagonal of the empirical Fisher matrix per batch).</param>
/// <param name="Batches">Number of batches.</param>
public sealed record GradientEvidence(IReadOnlyDictionary<string, Tensor> Mean, IReadOnlyDictionary<string, Tensor> MeanSquare, int Batches)
{
    /// <summary>The gradient of each batch, of the initializers that were asked for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Tensor>> PerBatch { get; private init; } = new Dictionary<string, IReadOnlyList<Tensor>>();

    /// <summary>Collects gradients in inference mode: running statistics, no dropout, no step taken.</summary>
    /// <param name="graph">The network; it stays as it is.</param>
    /// <param name="loss">The loss to differentiate.</param>
    /// <param name="source">Training images, never test images.</param>
    /// <param name="batches">Batches to average over, at least 1; fewer when an epoch has fewer.</param>
    /// <param name="perBatch">
    /// Initializers of which the gradient of each batch is kept; <see langword="null"/> for
    /// none: of all they take memory for as many networks as there are batches.
    /// </param>
    /// <param name="cancellation">Ends the run early.</param>
    public static GradientEvidence Collect(
        Graph graph, ILoss loss, IBatchSource source, int batches = 10, IReadOnlySet<string>? perBatch = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        using var interpreter = new Interpreter(graph);
        var parameters = interpreter.Parameters.Where(p => p.Trainable).ToArray();
        using var outer = new TensorScope();
        var sums = parameters.Select(p => TorchTensor.Zeros(p.Tensor.Shape)).ToArray();
        var squares = parameters.Select(p => TorchTensor.Zeros(p.Tensor.Shape)).ToArray();
        var kept = parameters.Where(p => perBatch?.Contains(p.Name) == true).ToDictionary(p => p.Name, _ => new List<Tensor>());
        var bound = loss.Bind(graph);
        var plan = interpreter.Plan(bound.Reads);
        var classes = Classifier.ClassesOf(graph);
        var count = 0;
        foreach (var batch in source.Epoch(0, cancellation).Where(b => b.HasLabels).Take(batches))
        {
            using (batch)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = new TensorScope();
                var inputs = BatchTensors.Inputs(batch);
                var values = interpreter.Run(plan, inputs, RunMode.Differentiate);
                bound.Compute(new LossInputs(values, inputs, new LossTargets(BatchTensors.Labels(batch, classes)))).Backward();
                foreach (var parameter in parameters.Where(p => kept.ContainsKey(p.Name) && p.Tensor.Grad is not null))
                {
                    kept[parameter.Name].Add(GraphTensors.FromTorch(parameter.Tensor.Grad!, ElementType.Float));
                }

                Accumulate(parameters, sums, squares);
                count++;
            }
        }

        return count == 0
            ? throw new InvalidDataException("The data to collect gradients from gives no batch.")
            : new GradientEvidence(Average(parameters, sums, count), Average(parameters, squares, count), count)
            {
                PerBatch = kept.Where(k => k.Value.Count > 0).ToDictionary(k => k.Key, IReadOnlyList<Tensor> (k) => k.Value),
            };
    }

    private static void Accumulate(Parameter[] parameters, TorchTensor[] sums, TorchTensor[] squares)
    {
        using var noGradients = TorchRuntime.NoGrad();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Tensor.Grad is { } gradient)
            {
                Aten.AddInPlace(sums[i], gradient);
                Aten.AddcmulInPlace(squares[i], gradient, gradient);
                parameters[i].Tensor.Grad = null;
            }
        }
    }

    private static Dictionary<string, Tensor> Average(Parameter[] parameters, TorchTensor[] sums, int count)
    {
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (var i = 0; i < parameters.Length; i++)
        {
            Aten.DivInPlace(sums[i], count);
            result.Add(parameters[i].Name, GraphTensors.FromTorch(sums[i], ElementType.Float));
        }

        return result;
    }
}
