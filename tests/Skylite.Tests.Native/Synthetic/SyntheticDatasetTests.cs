using Skylite.Imagery.Synthetic;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Synthetic;

public sealed class SyntheticDatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-synthetic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_per_class_holds_the_images_that_were_drawn()
    {
        var options = new SyntheticDatasetOptions { ImagesPerClass = 3, Scenes = new SyntheticOptions { Seed = 5, Width = 40, Height = 32 } };
        var reports = new Collector();

        var count = SyntheticDataset.Write(_folder, options, reports);

        Assert.Equal(21, count);
        Assert.Equal(Enumerable.Range(1, 21), reports.Seen.Select(p => p.Written).Order());
        Assert.Equal(SceneClasses.All.Select(c => c.Id), Directory.GetDirectories(_folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["roads_0001.png", "roads_0002.png", "roads_0003.png"],
            Directory.GetFiles(Path.Combine(_folder, "roads")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(SyntheticScenes.Render(options.Scenes, 5, 1).Pixels, Read(Path.Combine(_folder, "roads", "roads_0002.png"), 3, 40, 32));
    }

    [Fact]
    public void Near_infrared_goes_to_tif_with_named_bands_and_not_to_png()
    {
        var options = new SyntheticDatasetOptions { ImagesPerClass = 1, Format = "tif", Scenes = new SyntheticOptions { Bands = 4 } };

        SyntheticDataset.Write(_folder, options);

        var path = Path.Combine(_folder, "water", "water_0001.tif");
        using (var image = GdalDataset.Open(path))
        {
            Assert.Equal(["red", "green", "blue", "nir"], image.Bands.Select(b => b.Description));
        }

        Assert.Equal(SyntheticScenes.Render(options.Scenes, 6, 0).Pixels, Read(path, 4, 64, 64));
        var error = Assert.Throws<ArgumentException>(() => SyntheticDataset.Write(_folder, options with { Format = "png" }));
        Assert.Contains("tif", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_writing_leaves_only_whole_files()
    {
        using var source = new CancellationTokenSource();
        var stopper = new Collector { OnReport = p => { if (p.Written >= 5) { source.Cancel(); } } };

        Assert.ThrowsAny<OperationCanceledException>(() => SyntheticDataset.Write(
            _folder, new SyntheticDatasetOptions { ImagesPerClass = 20 }, stopper, source.Token));

        var files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.InRange(files.Length, 5, 139);
        Assert.All(files, f => Assert.Equal(3 * 64 * 64, Read(f, 3, 64, 64).Length));
    }

    private static byte[] Read(string path, int bands, int width, int height)
    {
        using var image = GdalDataset.Open(path);
        Assert.Equal((bands, width, height), (image.BandCount, image.Width, image.Height));
        var pixels = new byte[bands * width * height];
        image.Read(pixels.AsSpan());
        return pixels;
    }

    private sealed class Collector : IProgress<SyntheticProgress>
    {
        private readonly Lock _lock = new();

        public List<SyntheticProgress> Seen { get; } = [];

        public Action<SyntheticProgress>? OnReport { get; init; }

        public void Report(SyntheticProgress value)
        {
            lock (_lock)
            {
                Seen.Add(value);
                OnReport?.Invoke(value);
            }
        }
    }
}
