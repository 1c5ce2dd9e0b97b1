using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Tests.Native.Torch;
using Skylite.Tests.Native.Training;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Dense;

/// <summary>Losses that see more than the logits of a pixel: borders, class centres, side outputs.</summary>
[Collection(TorchAlone.Name)]
public sealed class FeatureLossTests
{
    private const int NoClass = -100;

    // Two images of 4 × 6, three classes, some pixels without.
    private static readonly int[] Labels =
    [
        0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 2, 2, 1, 1, 0, 0, 2, 2, -100, -100,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -100, -100, -100, 0, 0, 0,
    ];

    [Fact]
    public void Weights_rise_near_borders_as_counted_pixel_by_pixel()
    {
        using var scope = new TensorScope();
        var loss = new EdgeAwareLoss { EdgeWeight = 3, Sigma = 0.9 };

        var weights = loss.Weights(LabelTensor()).ToArray<float>();

        for (var i = 0; i < Labels.Length; i++)
        {
            var distance = DistanceToOther(i);
            var near = distance <= 3 ? 3 * Math.Exp(-distance * distance / (2 * 0.81)) : 0;
            Assert.Equal(Labels[i] == NoClass ? 0 : 1 + near, weights[i], 1e-5);
        }
    }

    [Fact]
    public void Edge_aware_loss_is_the_weighted_mean_of_cross_entropies()
    {
        using var scope = new TensorScope();
        var loss = new EdgeAwareLoss();
        var logits = Wave(2, 3, 4, 6);
        var (values, weights) = (logits.ToArray<float>(), loss.Weights(LabelTensor()).ToArray<float>());
        double sum = 0, total = 0;
        for (var i = 0; i < Labels.Length; i++)
        {
            if (Labels[i] != NoClass)
            {
                var at = Enumerable.Range(0, 3).Select(c => (double)values[((((i / 24) * 3) + c) * 24) + (i % 24)]).ToArray();
                sum += weights[i] * (Math.Log(at.Sum(Math.Exp)) - at[Labels[i]]);
                total += weights[i];
            }
        }

        Assert.Equal(sum / total, loss.Compute(logits, new LossTargets(LabelTensor())).Item(), 1e-5);
        Assert.Throws<NotSupportedException>(() => loss.Compute(Wave(2, 3), new LossTargets(TorchTensor.From<long>([0, 1], 2))));
    }

    [Theory]
    [InlineData("center")]
    [InlineData("triplet-center")]
    public void Centres_run_along_over_batches(string id)
    {
        using var scope = new TensorScope();
        ILoss loss = id == "center" ? new CenterLoss { Weight = 0.5 } : new TripletCenterLoss { Weight = 0.5, Margin = 0.3 };
        double[]?[] centers = [null, null, null];
        for (var batch = 0; batch < 3; batch++)
        {
            var features = Wave(batch + 1, [2, 4, 4, 6]);
            var (found, pixels) = (OfFeatures(loss, features).Item(), Pixels(features.ToArray<float>()));
            foreach (var group in pixels.GroupBy(p => p.Label))
            {
                var mean = Enumerable.Range(0, 4).Select(f => group.Average(p => p.Features[f])).ToArray();
                centers[group.Key] = centers[group.Key] is { } old ? [.. old.Zip(mean, (c, m) => c + (0.1 * (m - c)))] : mean;
            }

            double Distance(double[] x, int c) => x.Zip(centers[c]!, (a, b) => (a - b) * (a - b)).Sum() / 2;
            var expected = pixels.Average(p => id == "center"
                ? 0.5 * Distance(p.Features, p.Label)
                : 0.5 * Math.Max(0, Distance(p.Features, p.Label) + 0.3 - Enumerable.Range(0, 3).Where(c => c != p.Label).Min(c => Distance(p.Features, c))));
            Assert.Equal(expected, found, 1e-4);
        }
    }

    [Theory]
    [InlineData("center")]
    [InlineData("triplet-center")]
    public void Features_follow_the_gradient_and_memory_is_kept(string id)
    {
        using var scope = new TensorScope();
        var loss = (SumLoss)LossCatalogue.Named("cross-entropy+" + id);
        var features = Wave(2, 4, 4, 6);
        features.RequiresGrad = true;
        OfFeatures(loss.Parts[1], features).Backward();
        Assert.Contains(features.Grad!.ToArray<float>(), g => g != 0);

        var memory = new Dictionary<string, Tensor>();
        loss.Save(memory);
        var again = (SumLoss)LossCatalogue.Named("cross-entropy+" + id);
        again.Load(memory);
        var next = Wave(5, [2, 4, 4, 6]);
        Assert.Equal(OfFeatures(loss.Parts[1], next).Item(), OfFeatures(again.Parts[1], next).Item());
        Assert.NotEqual(OfFeatures(loss.Parts[1], next).Item(), OfFeatures(((SumLoss)LossCatalogue.Named("cross-entropy+" + id)).Parts[1], next).Item());
    }

    [Fact]
    public void Features_coarser_than_labels_take_the_label_at_their_centre()
    {
        using var scope = new TensorScope();
        var features = LabelledFeatures.Of(new LossInputs([Wave(2, 3, 4, 6), Wave(2, 4, 2, 3)], [], new LossTargets(LabelTensor())), "center");

        // Rows 1 and 3, columns 1, 3 and 5.
        Assert.Equal([0L, 1, 1, 0, 2, 0, 0, 0, 0, 0], features.Labels.ToArray<long>());
    }

    [Theory]
    [InlineData("light-unet", "decoder.level0.5")]
    [InlineData("deeplabv3-mobilenet-v2", "classifier.3")]
    [InlineData("resnet18", "flatten")]
    [InlineData("fc-ef", "do12d")]
    public void Features_are_what_the_last_weights_read(string id, string name)
    {
        var graph = Models.Build(id, new ModelOptions { Classes = 3, RandomWeights = false }.WithSize(64));

        Assert.Equal(name, Classifier.FeaturesOf(graph).Name);
    }

    [Fact]
    public void Losses_of_features_alone_are_refused() =>
        Assert.Contains("cross-entropy+center", Assert.Throws<ArgumentException>(() => LossCatalogue.Named("center")).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_supervision_adds_the_losses_of_all_side_outputs()
    {
        using var scope = new TensorScope();
        var graph = Models.Build("unet-plus-plus", new ModelOptions { Classes = 3, WidthMultiplier = 0.25, Height = 16, Width = 16, DeepSupervision = true });
        using var interpreter = new Interpreter(graph);
        var loss = new DeepSupervisionLoss(LossCatalogue.Named("cross-entropy+center+dice"), LossCatalogue.OfAnswers("cross-entropy+center+dice"))
        {
            Weight = 0.4,
        };
        var labels = TorchTensor.From<long>([.. Enumerable.Range(0, 256).Select(i => (long)(i % 3))], 1, 16, 16);
        var bound = loss.Bind(graph);
        var values = interpreter.Run([Wave(1, 3, 16, 16)], bound.Reads, RunMode.Differentiate);

        var found = bound.Compute(new LossInputs(values, [], new LossTargets(labels)));

        double OfAnswer(TorchTensor logits) =>
            Aten.CrossEntropyLoss(logits, labels).Item() + new DiceLoss().Compute(logits, new LossTargets(labels)).Item();
        var center = new CenterLoss().Compute(values[3], new LossTargets(labels), values[^2]).Item();
        Assert.Equal(OfAnswer(values[3]) + center + (0.4 * values.Take(3).Sum(OfAnswer)), found.Item(), 1e-5);
        found.Backward();
        Assert.All(interpreter.Parameters, p => Assert.NotNull(p.Tensor.Grad));
        Assert.Throws<InvalidDataException>(() => loss.Bind(Models.Build("unet-plus-plus", new ModelOptions { Classes = 3 }.WithSize(16))));
    }

    private static TorchTensor OfFeatures(ILoss loss, TorchTensor features) => loss.Compute(Wave(2, 3, 4, 6), new LossTargets(LabelTensor()), features);

    private static TorchTensor LabelTensor() => TorchTensor.From<long>(Array.ConvertAll(Labels, l => (long)l), 2, 4, 6);

    private static TorchTensor Wave(params long[] shape) => Wave(1, shape);

    private static TorchTensor Wave(int phase, long[] shape) =>
        TorchTensor.From<float>([.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(i => (float)Math.Sin((i * 0.7) + phase))], shape);

    private static List<(double[] Features, int Label)> Pixels(float[] features) =>
        [.. Labels.Index()
            .Where(l => l.Item != NoClass)
            .Select(l => (Enumerable.Range(0, 4).Select(f => (double)features[((((l.Index / 24) * 4) + f) * 24) + (l.Index % 24)]).ToArray(), l.Item))];

    // Steps to any of eight neighbours until a labelled pixel of another class.
    private static double DistanceToOther(int at)
    {
        var image = at / 24;
        var others = Enumerable.Range(image * 24, 24).Where(i => Labels[i] != NoClass && Labels[i] != Labels[at]).ToArray();
        return others.Length == 0 ? double.PositiveInfinity : others.Min(i => Math.Max(Math.Abs((i % 24 / 6) - (at % 24 / 6)), Math.Abs((i % 6) - (at % 6))));
    }
}
