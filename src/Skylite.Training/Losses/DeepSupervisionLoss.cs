using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// The loss of the network's answer, and η times that of each of its side outputs (Lee, Xie, Gallagher, Zhang and Tu, 2015, eq. 4; for U-Net++ Zhou et
/// al., 2018, sec. 3). Side outputs are all outputs of the graph behind the first.
/// </summary>
/// <param name="Answer">Loss of the answer.</param>
/// <param name="Side">Loss of a side output; it reads logits alone.</param>
public sealed record DeepSupervisionLoss(ILoss Answer, ILoss Side) : ILoss, ILossMemory
{
    /// <inheritdoc/>
    public string Id => $"{Answer.Id} with side outputs";

    /// <inheritdoc/>
    public string Summary => $"{Answer.Summary}; of side outputs too";

    /// <inheritdoc/>
    public bool NeedsPixels => Answer.NeedsPixels;

    /// <summary>η, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The graph has no side outputs.</exception>
    public BoundLoss Bind(Graph graph)
    {
        if (graph.Outputs.Count < 2)
        {
            throw new InvalidDataException($"Graph '{graph.Name}' has one output only: there is nothing to supervise deeply.");
        }

        var classes = Classifier.ClassesOf(graph);
        if (graph.Outputs.Skip(1).FirstOrDefault(o => o.Shape is { Rank: >= 2 } shape && shape[1].IsKnown && shape[1].Length != classes) is { } other)
        {
            throw new InvalidDataException(
                $"The side output '{other.Name}' of '{graph.Name}' is for {other.Shape![1]} classes, the answer for {classes}: "
                + "its last layer was made for other data. Train without --deep-supervision.");
        }

        string[] sides = [.. graph.Outputs.Skip(1).Select(o => o.Name)];
        var (ofAnswer, ofSide) = (Answer.Bind(graph), Side.Bind(graph));
        return new BoundLoss([.. sides, .. ofAnswer.Reads], inputs =>
        {
            var loss = ofAnswer.Compute(inputs with { Values = [.. inputs.Values.Skip(sides.Length)] });

            // A sum of losses reads the logits once for each part.
            return inputs.Values.Take(sides.Length).Aggregate(
                loss,
                (sum, side) => Aten.Add(sum, Aten.Mul(ofSide.Compute(inputs with { Values = [.. Enumerable.Repeat(side, ofSide.Reads.Count)] }), Weight)));
        });
    }

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => (Answer as ILossMemory)?.Save(tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => (Answer as ILossMemory)?.Load(tensors);
}
