using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// Pulls features to the centre of their class: λ/2 · ‖x − c‖², the mean over samples or pixels (Wen, Zhang, Li, Qiao, 2016, eq. 2 and 5). Features are
/// what the last layer of weights reads. Centres run along over the whole training set and are no parameters.
/// </summary>
public sealed record CenterLoss : ILoss, ILossMemory
{
    private readonly ClassCenters _centers = new();

    /// <inheritdoc/>
    public string Id => "center";

    /// <inheritdoc/>
    public string Summary => "pulls features to the centre of their class; beside another loss";

    /// <inheritdoc/>
    public IReadOnlyList<LossSetting> Settings => [new("lambda", "how much it counts", Weight, v => this with { Weight = v }, TakesZero: false)];

    /// <summary>λ, above 0.</summary>
    public double Weight { get; init; } = 0.003;

    /// <inheritdoc/>
    public bool IsOfFeatures => true;

    /// <inheritdoc/>
    public ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => new CenterLoss { Weight = Weight };

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name, Classifier.FeaturesOf(graph).Name], Compute);

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => _centers.Save(Id, tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => _centers.Load(Id, tensors);

    private TorchTensor Compute(LossInputs inputs)
    {
        var features = LabelledFeatures.Of(inputs, Id);
        var (centers, _) = _centers.Update(features);
        var away = Aten.Sub(features.Features, Aten.IndexSelect(centers, 0, features.Labels));
        return Aten.Div(Aten.Sum(Aten.Mul(away, away)), Math.Max(1, features.Labels.Count) * 2 / Weight);
    }
}
