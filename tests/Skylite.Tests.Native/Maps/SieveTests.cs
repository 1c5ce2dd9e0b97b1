using Skylite.Imagery.Maps;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Native.Maps;

public sealed class SieveTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    private static readonly string[] Rgb = ["red", "green", "blue"];

    [Fact]
    public void Patches_that_are_too_small_take_the_class_of_their_largest_neighbour()
    {
        var kept = Run("kept", 0);
        var sieved = Run("sieved", 4);

        var expected = Expected(sieves: true);
        Assert.Equal(Expected(sieves: false), MapPlayground.Pixels(kept.Files[0]));
        Assert.Equal(expected, MapPlayground.Pixels(sieved.Files[0]));
        Assert.Equal(Enumerable.Range(0, 3).Select(c => (long)expected.Count(p => p == c)), sieved.Classes.Select(c => c.Pixels));
        Assert.Equal(kept.NoDataPixels, sieved.NoDataPixels);
        // Two large ones, the square of four pixels, and the island among missing pixels, which has no neighbour.
        Assert.Equal(4, sieved.Polygons);
        Assert.Equal((0, 4), (kept.Sieve, sieved.Sieve));
        using var map = GdalDataset.Open(sieved.Files[0]);
        Assert.Equal("4", map.Metadata()["SKYLITE_SIEVE"]);
        using var plain = GdalDataset.Open(kept.Files[0]);
        Assert.Equal("0", plain.Metadata()["SKYLITE_SIEVE"]);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(sieved.Files[0])!, "*.partial*"));
    }

    [Fact]
    public void Another_sieve_is_another_map_and_an_interrupted_one_is_sieved_once()
    {
        var first = Run("again", 4);
        Assert.True(Run("again", 4, resume: true).WasThere);
        Assert.False(Run("again", 0, resume: true).WasThere);
        Assert.False(Run("again", 3, resume: true).WasThere);
        Assert.Contains("--sieve", Assert.Throws<ArgumentException>(() => Run("again", -1)).Message, StringComparison.Ordinal);

        // Stopped behind the last tile: what goes on sieves the rows that the model gave.
        using var stop = new CancellationTokenSource();
        var output = playground.In("stopped.tif");
        Assert.Throws<InterruptedRunException>(() => InferJob.Run(Options(output, 4), new StopAtTheEnd(stop), stop.Token));
        Assert.False(File.Exists(MapWriter.PartialFile(output, "sieved")));
        var resumed = InferJob.Run(Options(output, 4) with { Resume = true }).Maps[0];
        Assert.Equal(0, resumed.Tiles);
        Assert.Equal(Expected(sieves: true), MapPlayground.Pixels(output));
        Assert.Equal(4, first.Polygons);
    }

    // Left half of class 0, right half of class 1, with specks, and a hole without data that has an island.
    private static int Class(int y, int x, bool sieves) => (y, x) switch
    {
        ( >= 30 and < 35, >= 5 and < 10) => (y, x) == (32, 7) ? 2 : -1,
        ( >= 10 and < 12, >= 10 and < 12) => 2,
        // Three pixels in a row, and two that touch at a corner only.
        (20, >= 8 and < 11) or (5, 50) or (6, 51) => sieves ? (x < 30 ? 0 : 1) : 2,
        // A speck at the border of both halves, of which the left one is larger.
        (15, 40) => sieves ? 0 : 2,
        _ => x < 40 ? 0 : 1,
    };

    private static IEnumerable<byte> Expected(bool sieves) =>
        Enumerable.Range(0, 70 * 40).Select(i => Class(i / 70, i % 70, sieves) is >= 0 and var c ? (byte)c : MapLegend.NoData);

    private MapFigures Run(string name, int sieve, bool resume = false) =>
        InferJob.Run(Options(playground.In($"{name}.tif"), sieve) with { Vector = true, Resume = resume }).Maps[0];

    private InferOptions Options(string output, int sieve)
    {
        var scene = playground.In("specks.tif");
        if (!File.Exists(scene))
        {
            playground.Scene(
                "specks.tif",
                MapPlayground.Spec(70, 40, 3, Rgb) with { NoData = 7 },
                (band, y, x) => Class(y, x, sieves: false) is >= 0 and var c ? (band == c ? 900 : 100) : 7);
        }

        return new InferOptions { Model = playground.Network("pixel.onnx", Rgb), Scenes = [scene], Out = output, Threads = 1, Batch = 2, Sieve = sieve };
    }

    private sealed class StopAtTheEnd(CancellationTokenSource stop) : IProgress<JobMessage>
    {
        public void Report(JobMessage value)
        {
            if (value.Text.Contains("final files", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
