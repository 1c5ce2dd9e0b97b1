using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Dense;

/// <summary>What augmentation does to crops: images say in each pixel where it lies and of which class it is.</summary>
public sealed class CropAugmentationTests
{
    private const int Side = 24;

    [Theory]
    [InlineData("horizontal-flip")]
    [InlineData("vertical-flip")]
    [InlineData("quarter-turns")]
    [InlineData("horizontal-flip,vertical-flip,quarter-turns")]
    public void Mirrors_and_turns_move_dates_and_labels_alike(string augmentations)
    {
        var crops = Crops(new()
        {
            Geometry = Augmentations.Named(augmentations.Split(',')),
            DateExchange = 0,
            LargestShift = 0,
            LargestScale = 1,
            Color = null,
        }).ToArray();

        Assert.All(crops, crop => Assert.All(Enumerable.Range(0, Side * Side), i =>
        {
            var (x, y) = crop.Place(0, i);
            Assert.Equal((x, y), crop.Place(1, i));
            Assert.Equal(ClassAt(x, y), crop.Labels[i]);
        }));
        Assert.Contains(crops, crop => crop.Place(0, 0) != (0, 0));
        Assert.Contains(crops, crop => crop.Place(0, 0) == (0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1L << 30)]
    public void The_second_date_moves_by_up_to_two_pixels_though_the_crop_is_the_whole_sample(long memory)
    {
        var crops = Crops(new() { Geometry = [], DateExchange = 0, LargestShift = 2, LargestScale = 1, Color = null }, memory).ToArray();

        var moves = crops.Select(crop => (Crop: crop, Middle: crop.Place(1, (12 * Side) + 12)))
            .Select(c => (c.Crop, X: c.Middle.X - 12, Y: c.Middle.Y - 12)).ToArray();
        Assert.All(moves, m => Assert.All(Enumerable.Range(0, Side * Side), i =>
        {
            var (x, y) = (i % Side, i / Side);
            Assert.Equal((x, y), m.Crop.Place(0, i));
            Assert.Equal((Mirrored(x + m.X), Mirrored(y + m.Y)), m.Crop.Place(1, i));
            Assert.Equal(ClassAt(x, y), m.Crop.Labels[i]);
        }));
        Assert.Equal([-2, -1, 0, 1, 2], moves.Select(m => m.X).Distinct().Order());
        Assert.Equal([-2, -1, 0, 1, 2], moves.Select(m => m.Y).Distinct().Order());
    }

    [Fact]
    public void Exchanged_dates_change_places_as_a_whole()
    {
        var crops = Crops(new() { Geometry = [], DateExchange = 0.5f, LargestShift = 0, LargestScale = 1, Color = null }).ToArray();

        Assert.All(crops, crop => Assert.Equal(1, Math.Abs(crop.Date(0) - crop.Date(1))));
        Assert.InRange(crops.Count(crop => crop.Date(0) == 1), crops.Length / 4, 3 * crops.Length / 4);
    }

    [Fact]
    public void Enlarged_and_shrunk_crops_keep_labels_where_their_pixels_are()
    {
        var crops = Crops(new() { Geometry = [], DateExchange = 0, LargestShift = 0, LargestScale = 1.25f, Color = null }).ToArray();

        // A mixed pixel lies between two places, so the label is that of one of its neighbours.
        Assert.All(crops, crop => Assert.All(Enumerable.Range(0, Side * Side).Where(i => crop.Labels[i] >= 0), i =>
        {
            var (x, y) = crop.Place(0, i);
            Assert.Contains(crop.Labels[i], Enumerable.Range(-1, 3).SelectMany(dx => Enumerable.Range(-1, 3), (dx, dy) => ClassAt(x + dx, y + dy)));
        }));
        Assert.Contains(crops, crop => Math.Abs(crop.Place(0, 1).X - crop.Place(0, 0).X - 1) > 0 || crop.Place(0, Side - 1).X - crop.Place(0, 0).X < Side - 1);
    }

    [Fact]
    public void Colours_change_for_each_date_on_its_own_and_labels_stay()
    {
        var crops = Crops(new() { Geometry = [], DateExchange = 0, LargestShift = 0, LargestScale = 1, Color = new ColorJitter() }).ToArray();

        Assert.Contains(crops, crop => crop.Raw(0, 0, 100) != crop.Raw(1, 0, 100));
        Assert.All(crops, crop => Assert.All(Enumerable.Range(0, Side * Side), i => Assert.Equal(ClassAt(i % Side, i / Side), crop.Labels[i])));
    }

    private static int ClassAt(int x, int y) => (x / 6) + (y / 6) > 3 ? 1 : 0;

    private static int Mirrored(int place) => place < 0 ? -place : place >= Side ? (2 * (Side - 1)) - place : place;

    // Red is 8 · column, green 8 · row, blue the date.
    private static IEnumerable<Crop> Crops(DenseLoaderOptions options, long memory = 1L << 30)
    {
        using var folder = new SmallRasters();
        foreach (var (date, name) in new[] { "A", "B" }.Index())
        {
            folder.Write($"{name}/p.png", Side, Side, 3, (x, y, c) => (byte)(c == 0 ? 8 * x : c == 1 ? 8 * y : 8 * date));
        }

        folder.Write("label/p.png", Side, Side, 1, (x, y, _) => (byte)(255 * ClassAt(x, y)));
        var data = DenseCollection.Open(folder.Root);
        using var store = new DenseStore(data, data.Samples, null, new MemoryBudget(memory));
        var form = new Preprocessing { Bands = data.Bands, Mean = [0, 0, 0], StandardDeviation = [1, 1, 1], Scale = 1, Height = Side, Width = Side };
        var loader = new DenseCropLoader(
            store, DenseSurvey.Of(store), form, options with { BatchSize = 8, CropsPerEpoch = 80, Threads = new() { Workers = 1 } });
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                var dates = new[] { batch.PixelsOf(0).ToArray(), batch.PixelsOf(1).ToArray() };
                for (var i = 0; i < batch.Count; i++)
                {
                    yield return new Crop(
                        [.. dates.Select(d => d.AsSpan(i * batch.SampleLength, batch.SampleLength).ToArray())],
                        batch.Labels.AsSpan(i * Side * Side, Side * Side).ToArray());
                }
            }
        }
    }

    private sealed record Crop(float[][] Dates, int[] Labels)
    {
        public float Raw(int date, int band, int i) => Dates[date][(band * Side * Side) + i];

        public (int X, int Y) Place(int date, int i) => ((int)MathF.Round(Raw(date, 0, i) / 8), (int)MathF.Round(Raw(date, 1, i) / 8));

        public int Date(int date) => (int)MathF.Round(Raw(date, 2, 0) / 8);
    }
}
