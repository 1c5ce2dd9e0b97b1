using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;

namespace Skylite.Tests.Native.Dense;

public sealed class EvenSplitTests
{
    private const int Side = 160;
    private const int Block = 16;

    // A class in six of a hundred blocks, and two that halve the rest.
    private static byte Class(int x, int y) => (x / Block, y / Block) switch
    {
        (1, 1) or (8, 2) or (3, 5) or (6, 6) or (2, 8) or (9, 9) => 3,
        _ => (byte)(1 + (x / 80)),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_part_shows_a_rare_class(int seed)
    {
        using var folder = Scene();
        var data = DenseCollection.Open(folder.Root);

        var split = Draw(data, seed, 200);

        Assert.Equal(100, split.Select(s => s.Window).Distinct().Count());
        Assert.Equal(20, split.Count(s => s.Part == SplitPart.Test));
        Assert.All(Enum.GetValues<SplitPart>(), part => Assert.Contains(split, s => s.Part == part && Class(s.Window!.Value.X, s.Window.Value.Y) == 3));
        Assert.Equal(split.Select(s => (s.Window, s.Part)), Draw(data, seed, 200).Select(s => (s.Window, s.Part)));
        Assert.NotEqual(split.Select(s => (s.Window, s.Part)), Draw(data, seed + 1, 200).Select(s => (s.Window, s.Part)));
    }

    [Fact]
    public void One_draw_is_the_usual_division_and_more_are_never_less_even()
    {
        using var folder = Scene();
        var data = DenseCollection.Open(folder.Root);
        Assert.Equal(DenseSplit.Draw(data.Samples, Options(5, 1)).Select(s => (s.Window, s.Part)), Draw(data, 5, 1).Select(s => (s.Window, s.Part)));
        double[] missing = [.. new[] { 1, 10, 100, 400 }.Select(draws => Unevenness(Draw(data, 5, draws)))];
        Assert.Equal(missing.OrderDescending(), missing);
        Assert.True(missing[^1] < missing[0]);
    }

    // Which image is left alone, and cut into blocks, depends on the draw.
    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Draws_may_cut_different_images_into_blocks(int images)
    {
        using var folder = new SmallRasters();
        for (var n = 0; n < images; n++)
        {
            folder.Write($"images/{n}.png", 64, 64, 3, (x, y, _) => (byte)(x + y));
            folder.Write($"masks/{n}.png", 64, 64, 1, (x, _, _) => (byte)(x < 8 * n ? 1 : 0));
        }

        var data = DenseCollection.Open(folder.Root);
        var split = EvenSplit.Draw(data.Layout, data.Samples, new SplitOptions { TrainShare = 0.2, Draws = 50 });

        Assert.All(Enum.GetValues<SplitPart>(), part => Assert.Contains(split, s => s.Part == part));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_number_of_draws_out_of_range_is_refused(int draws)
    {
        using var folder = Scene();
        var data = DenseCollection.Open(folder.Root);
        Assert.Contains(
            draws.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Assert.Throws<ArgumentException>(() => Draw(data, 0, draws)).Message,
            StringComparison.Ordinal);
    }

    private static IReadOnlyList<DenseSample> Draw(DenseCollection data, int seed, int draws) =>
        EvenSplit.Draw(data.Layout, data.Samples, Options(seed, draws));

    private static SplitOptions Options(int seed, int draws) => new() { Seed = seed, BlockSide = Block, ValidationShare = 0.2, Draws = draws };

    // By hand: blocks are of one class.
    private static double Unevenness(IReadOnlyList<DenseSample> split)
    {
        double Share(IEnumerable<DenseSample> samples, int c) => samples.Average(s => Class(s.Window!.Value.X, s.Window.Value.Y) == c ? 1.0 : 0);
        return split.GroupBy(s => s.Part)
            .Average(part => new[] { 1, 2, 3 }.Average(c => Math.Pow(Math.Log(((Share(part, c) / Share(split, c)) + 0.1) / 1.1), 2)));
    }

    private static SmallRasters Scene()
    {
        var folder = new SmallRasters();
        folder.Write("scene.tif", Side, Side, 4, (x, y, c) => (byte)(x + y + c));
        folder.Write("labels.tif", Side, Side, 1, (x, y, _) => Class(x, y));
        return folder;
    }
}
