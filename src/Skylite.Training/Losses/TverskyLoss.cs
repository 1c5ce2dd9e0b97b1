using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// 1 − the Tversky index of probabilities, the mean over the classes that the batch holds (Salehi et al., 2017, eq. 1, for several classes):
/// hits / (hits + α · false alarms + β · misses).
/// </summary>
public sealed record TverskyLoss : ILoss
{
    /// <inheritdoc/>
    public string Id => "tversky";

    /// <inheritdoc/>
    public string Summary => "overlap of each class in which a miss costs more than a false alarm; pixels";

    /// <inheritdoc/>
    public bool NeedsPixels => true;

    /// <inheritdoc/>
    public IReadOnlyList<LossSetting> Settings =>
    [
        new("alpha", "what a false alarm costs", FalseAlarms, v => this with { FalseAlarms = v }),
        new("beta", "what a miss costs", Misses, v => this with { Misses = v }),
    ];

    /// <summary>α: what a false alarm costs.</summary>
    public double FalseAlarms { get; init; } = 0.3;

    /// <summary>β: what a miss costs; above α it favours finding rare classes.</summary>
    public double Misses { get; init; } = 0.7;

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name], inputs => Compute(LabelledPixels.Of(inputs, Id), FalseAlarms, Misses));

    /// <summary>The loss with the given costs; with ½ and ½ it is that of Dice.</summary>
    internal static TorchTensor Compute(LabelledPixels pixels, double falseAlarms, double misses)
    {
        var (probable, actual) = (pixels.Probabilities(), pixels.OneHot());
        var hits = Aten.Sum(Aten.Mul(probable, actual), [0]);
        var count = Aten.Sum(actual, [0]);
        var wrong = Aten.Mul(Aten.Sub(Aten.Sum(probable, [0]), hits), falseAlarms);
        var missed = Aten.Mul(Aten.Sub(count, hits), misses);

        // The one keeps empty classes finite; it is a single pixel against thousands.
        var index = Aten.Div(Aten.Add(hits, 1), Aten.Add(Aten.Add(Aten.Add(hits, wrong), missed), 1));
        var present = Aten.To(Aten.Gt(count, 0), ScalarType.Float32);
        return Aten.Div(Aten.Sum(Aten.Mul(Aten.Rsub(index, 1), present)), Aten.Clamp(Aten.Sum(present), 1, null));
    }
}
