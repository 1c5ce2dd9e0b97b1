using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Training.Losses;

/// <summary>
/// Pulls features to the centre of their class and away from the nearest other one: λ · max(D(x, c) + m − min D(x, c′), 0) with D = ½ ‖x − c‖², the mean
/// over samples or pixels (He, Zhou, Zhou, Bai, Bai, 2018, <i>Triplet-center loss</i>, eq. 5 and 9). Features are what the last layer of weights reads.
/// Centres run along over the whole training set and are no parameters.
/// </summary>
public sealed record TripletCenterLoss : ILoss, ILossMemory
{
    private readonly ClassCenters _centers = new();

    /// <inheritdoc/>
    public string Id => "triplet-center";

    /// <inheritdoc/>
    public string Summary => "pulls features to the centre of their class and away from the nearest other; beside another loss";

    /// <inheritdoc/>
    public IReadOnlyList<LossSetting> Settings =>
    [
        new("lambda", "how much it counts", Weight, v => this with { Weight = v }, TakesZero: false),
        new("margin", "by how much the own centre must be nearer than any other", Margin, v => this with { Margin = v }),
    ];

    /// <summary>λ, above 0.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>m: by how much the own centre must be nearer than any other.</summary>
    public double Margin { get; init; } = 5;

    /// <inheritdoc/>
    public bool IsOfFeatures => true;

    /// <inheritdoc/>
    public ILoss For(IReadOnlyList<float>? classWeights, double labelSmoothing) => new TripletCenterLoss { Weight = Weight, Margin = Margin };

    /// <inheritdoc/>
    public BoundLoss Bind(Graph graph) => new([Classifier.LogitsOf(graph).Name, Classifier.FeaturesOf(graph).Name], Compute);

    /// <inheritdoc/>
    public void Save(IDictionary<string, Tensor> tensors) => _centers.Save(Id, tensors);

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> tensors) => _centers.Load(Id, tensors);

    private TorchTensor Compute(LossInputs inputs)
    {
        const double Far = 1e9;
        var features = LabelledFeatures.Of(inputs, Id);
        var (centers, seen) = _centers.Update(features);
        var distances = Distances(features.Features, centers);
        var own = Aten.To(Aten.OneHot(features.Labels, features.Classes), ScalarType.Float32);
        var mine = Aten.Sum(Aten.Mul(distances, own), [1]);

        // The own centre, and those of classes that no batch had yet, are out of reach.
        var blocked = Aten.Add(own, Aten.Rsub(seen, 1));
        var nearest = Aten.Amin(Aten.Add(distances, Aten.Mul(blocked, Far)), [1]);
        var violation = Aten.Relu(Aten.Add(Aten.Sub(mine, nearest), Margin));
        return Aten.Mul(Aten.Sum(violation), Weight / Math.Max(1, features.Labels.Count));
    }

    // ½ ‖x − c‖² = ½ ‖x‖² + ½ ‖c‖² − x · c for all pairs.
    private static TorchTensor Distances(TorchTensor features, TorchTensor centers)
    {
        var lengths = Aten.Sum(Aten.Mul(features, features), [1], keep: true);
        var offsets = Aten.Sum(Aten.Mul(centers, centers), [1]);
        return Aten.Sub(Aten.Mul(Aten.Add(lengths, offsets), 0.5), Aten.MatMul(features, Aten.Transpose(centers, 0, 1)));
    }
}
