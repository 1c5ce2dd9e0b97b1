using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Native.Maps;

public sealed class ThresholdTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private const int Width = 50;
    private const int Height = 40;

    // The network's logits are nothing and the difference in hundreds.
    private static double Probability(int i) => 1 / (1 + Math.Exp(-0.01 * Difference(i % Width)));

    private static int Difference(int x) => (8 * x) - 190;

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void Change_is_what_is_at_least_as_probable(double threshold)
    {
        var map = Run($"at-{threshold}", threshold);

        Assert.Equal(Enumerable.Range(0, Width * Height).Select(i => Probability(i) >= threshold ? (byte)1 : (byte)0), MapPlayground.Pixels(map.Files[0]));
        // How probable the class in the map is, which need not be the most probable one.
        var winner = Enumerable.Range(0, Width * Height)
            .Select(Probability)
            .Select(p => Math.Clamp((int)Math.Round(255 * (p >= threshold ? p : 1 - p)), 1, 255));
        Assert.All(winner.Zip(MapPlayground.Pixels(MapWriter.ProbabilityFile(map.Files[0]))), p => Assert.InRange(p.Second - p.First, -1, 1));
        Assert.Equal(threshold, map.Threshold);
        using var raster = GdalDataset.Open(map.Files[0]);
        Assert.Equal(threshold.ToString(System.Globalization.CultureInfo.InvariantCulture), raster.Metadata()["SKYLITE_THRESHOLD"]);
    }

    [Fact]
    public void Another_threshold_is_another_map()
    {
        Run("resumed", 0.3);
        Assert.True(Run("resumed", 0.3, resume: true).WasThere);
        Assert.False(Run("resumed", null, resume: true).WasThere);
        Assert.False(Run("resumed", 0.4, resume: true).WasThere);
    }

    [Fact]
    public void A_threshold_is_a_share_between_two_classes()
    {
        Assert.Contains("above 0 and below 1", Assert.Throws<ArgumentException>(() => Run("wrong", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("above 0 and below 1", Assert.Throws<ArgumentException>(() => Run("wrong", double.NaN)).Message, StringComparison.Ordinal);
        var three = new InferOptions
        {
            Model = playground.Network("three.onnx", ["red", "green", "blue"]),
            Scenes = [playground.In("earlier.tif")],
            Out = playground.In("wrong.tif"),
            Threshold = 0.5,
        };
        Assert.Contains("tells 3 apart", Assert.Throws<ArgumentException>(() => InferJob.Run(three)).Message, StringComparison.Ordinal);
    }

    private MapFigures Run(string name, double? threshold, bool resume = false)
    {
        var (earlier, later) = (playground.In("earlier.tif"), playground.In("later.tif"));
        if (!File.Exists(later))
        {
            playground.Scene("earlier.tif", MapPlayground.Spec(Width, Height, 1, "red"), (_, _, _) => 400);
            playground.Scene("later.tif", MapPlayground.Spec(Width, Height, 1, "red"), (_, _, x) => 400 + Difference(x));
        }

        return InferJob.Run(new InferOptions
        {
            Model = playground.Network("change.onnx", ["red"], dates: 2),
            Scenes = [earlier, later],
            Out = playground.In($"{name}.tif"),
            Probability = MapProbability.Winner,
            Threshold = threshold,
            Resume = resume,
            Threads = 1,
        }).Maps[0];
    }
}
