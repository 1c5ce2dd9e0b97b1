using Skylite.Zoo;
using Skylite.Zoo.Initialization;

namespace Skylite.Tests.Zoo;

public sealed class InitializationTests
{
    [Fact]
    public void Normal_numbers_follow_the_normal_distribution()
    {
        var sample = new float[1_000_000];
        new RandomStream(3, "x").FillNormal(sample, 2);

        // Cumulative probabilities of the standard normal distribution; the error of a share of a million is below 0.0005.
        (double Z, double Share)[] table =
        [
            (-3.5, 0.00023263), (-2, 0.02275013), (-1, 0.15865525), (-0.3, 0.38208858), (0, 0.5), (0.5, 0.69146246), (1.5, 0.93319280), (3, 0.99865010),
        ];
        foreach (var (z, share) in table)
        {
            var measured = sample.Count(v => v < z * 2) / (double)sample.Length;
            Assert.InRange(measured - share, -4 * Math.Sqrt(share * (1 - share) / sample.Length), 4 * Math.Sqrt(share * (1 - share) / sample.Length));
        }

        Assert.InRange(sample.Average(v => (double)v * v * v * v) / 16, 2.95, 3.05);
        Assert.InRange(Math.Max(sample.Max(), -sample.Min()) / 2, 4.2, 6.5);
    }

    [Fact]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var sample = new float[100_000];
        new RandomStream(3, "x").FillUniform(sample, 0.5f);

        Assert.All(sample, v => Assert.InRange(v, -0.5f, 0.5f));
        Assert.InRange(sample.Average(), -0.004, 0.004);
        Assert.InRange(sample.Average(v => (double)v * v) * 12, 0.99, 1.01);
    }

    // Deviations of torchvision's own initialisation, from its formulas.
    [Theory]
    [InlineData("resnet18", "layer2.0.conv1.weight", 0.041667)]
    [InlineData("resnet18", "fc.weight", 0.025516)]
    [InlineData("resnet18", "fc.bias", 0.025516)]
    [InlineData("mobilenet-v2", "features.18.0.weight", 0.039528)]
    [InlineData("mobilenet-v2", "features.17.conv.1.0.weight", 0.015215)]
    [InlineData("mobilenet-v2", "classifier.1.weight", 0.01)]
    [InlineData("squeezenet1-1", "features.12.expand3x3.weight", 0.058926)]
    [InlineData("squeezenet1-1", "classifier.1.weight", 0.01)]
    [InlineData("lenet", "conv2.bias", 0.047140)]
    [InlineData("lenet", "fc1.weight", 0.028868)]
    public void Weights_start_as_torchvision_starts_them(string id, string name, double deviation)
    {
        var values = Models.Build(id).Values[name].Constant!.ToSingle();

        var tolerance = 4 / Math.Sqrt(2.0 * values.Length);
        Assert.InRange(Math.Sqrt(values.Average(v => (double)v * v)) / deviation, 1 - tolerance, 1 + tolerance);
    }

    [Theory]
    [InlineData("features.0.1.weight", 1)]
    [InlineData("features.0.1.bias", 0)]
    [InlineData("features.0.1.running_mean", 0)]
    [InlineData("features.0.1.running_var", 1)]
    [InlineData("classifier.1.bias", 0)]
    public void Batch_normalisation_starts_as_identity(string name, float value) =>
        Assert.All(Models.Build("mobilenet-v2").Values[name].Constant!.ToSingle(), v => Assert.Equal(value, v));

    [Theory]
    [InlineData("light-unet")]
    [InlineData("light-siamese")]
    [InlineData("mobile-siamese")]
    public void The_pixels_of_a_folded_answer_begin_alike(string name)
    {
        const int Classes = 3;
        var graph = Models.Build(name, new ModelOptions { Classes = Classes, Seed = 4 }.WithSize(64));
        var head = graph.Nodes.Last(n => n.OpType == "DepthToSpace").Input(0).Producer!;
        Assert.Equal("Conv", head.OpType);
        foreach (var parameter in new[] { head.Input(1), head.Input(2) })
        {
            var values = parameter.Constant!.ToArray<float>();
            var first = values[..(values.Length / 4)];

            Assert.Equal(Classes, parameter.Constant.Dimensions[0] / 4);
            Assert.All(values.Chunk(first.Length), copy => Assert.Equal(first, copy));
            Assert.True(first.Length == Classes || first.Distinct().Count() > first.Length / 2);
        }
    }
}
