using Skylite.Imagery;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Loading;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Imagery;

public sealed class BatchLoaderTests : IDisposable
{
    private readonly MiniatureTree _tree = new MiniatureTree().Add("a", 7).Add("b", 6);
    private readonly Preprocessing _preprocessing = Preprocessing.ImageNet(16, 16);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void One_and_four_workers_give_the_same_batches()
    {
        using var store = Store();
        var options = BatchLoaderOptions.ForTraining(4, seed: 5, Augmentations.All);
        var one = new BatchLoader(store, _preprocessing, options with { Threads = new() { Workers = 1, Prefetch = 1 } });
        var four = new BatchLoader(store, _preprocessing, options with { Threads = new() { Workers = 4, Prefetch = 5 } });

        for (var epoch = 0; epoch < 3; epoch++)
        {
            var expected = Collect(one, epoch);
            var actual = Collect(four, epoch);
            Assert.Equal(3, expected.Count);
            Assert.Equal(expected.Select(b => b.Indices), actual.Select(b => b.Indices));
            Assert.Equal(expected.Select(b => b.Pixels), actual.Select(b => b.Pixels));
        }
    }

    [Fact]
    public void Epochs_differ_in_order_and_augmentation_and_repeat_by_their_number()
    {
        using var store = Store();
        var loader = new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForTraining(13, seed: 1));

        var first = Collect(loader, 0)[0];
        var second = Collect(loader, 1)[0];
        var again = Collect(loader, 0)[0];

        Assert.NotEqual(first.Indices, second.Indices);
        Assert.Equal(Enumerable.Range(0, 13), first.Indices.Order());
        Assert.Equal(first.Pixels, again.Pixels);
        Assert.NotEqual(Sample(first, 3), Sample(second, 3));
    }

    [Fact]
    public void Augmentation_leaves_labels_with_their_images()
    {
        using var store = Store();
        var loader = new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForTraining(4, seed: 2, Augmentations.All));

        foreach (var batch in Collect(loader, 0))
        {
            Assert.Equal(batch.Indices.Select(i => i < 7 ? 0 : 1), batch.Labels);
        }
    }

    [Fact]
    public void Evaluation_shows_every_image_once_in_order_and_normalised()
    {
        using var store = Store();
        var loader = new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForEvaluation(5));

        var batches = Collect(loader, 0);

        Assert.Equal((13, 3), (loader.SampleCount, loader.BatchesPerEpoch));
        Assert.Equal([5, 5, 3], batches.Select(b => b.Labels.Length));
        Assert.Equal(Enumerable.Range(0, 13), batches.SelectMany(b => b.Indices));
        var raw = new float[3 * 16 * 16];
        Assert.True(store.TryRead(6, raw));
        var sample = Sample(batches[1], 6);
        for (var i = 0; i < raw.Length; i++)
        {
            var band = i / 256;
            Assert.Equal(((raw[i] / 255f) - _preprocessing.Mean[band]) / _preprocessing.StandardDeviation[band], sample[i], 1e-5f);
        }
    }

    [Fact]
    public void Dropping_the_last_batch_leaves_full_ones()
    {
        using var store = Store();

        Assert.Equal(
            [5, 5],
            Collect(new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForEvaluation(5) with { DropLast = true }), 0).Select(b => b.Labels.Length));
        Assert.Throws<ArgumentException>(() => new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForTraining(14, 0)));
    }

    [Fact]
    public void Missing_pixels_become_zero()
    {
        using var tree = new MiniatureTree();
        float[] planes = [5, -9999, 7, float.NaN];
        tree.AddPlanes("a/1.tif", planes, new GdalRasterSpec(2, 2, 1, GdalDataType.Float32) { NoData = -9999 });
        tree.AddPlanes("b/1.tif", planes, new GdalRasterSpec(2, 2, 1, GdalDataType.Float32) { NoData = -9999 });
        var scenes = tree.Open();
        using var store = new ImageStore(scenes, scenes.Samples, new ImageStoreOptions { Height = 2, Width = 2 });
        var preprocessing = new Preprocessing
        {
            Bands = store.Bands,
            Scale = 1,
            Mean = [5],
            StandardDeviation = [2],
            Height = 2,
            Width = 2,
            NoData = scenes.NoData,
        };

        var batch = Collect(new BatchLoader(store, preprocessing, BatchLoaderOptions.ForEvaluation(1)), 0)[0];

        Assert.Equal([0f, 0, 1, 0], batch.Pixels);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(null)]
    public void What_files_say_of_missing_pixels_comes_before_what_the_model_says(double? stated)
    {
        using var tree = new MiniatureTree();
        float[] planes = [5, (float)(stated ?? -9999), 7, 9];
        foreach (var name in new[] { "a", "b" })
        {
            tree.AddPlanes($"{name}/1.tif", planes, new GdalRasterSpec(2, 2, 1, GdalDataType.Float32) { NoData = stated });
        }

        var scenes = tree.Open();
        using var store = new ImageStore(scenes, scenes.Samples, new ImageStoreOptions { Height = 2, Width = 2, NoData = -9999 });
        var preprocessing = new Preprocessing { Bands = store.Bands, Scale = 1, Mean = [5], StandardDeviation = [2], Height = 2, Width = 2, NoData = -9999 };

        Assert.Equal([0f, 0, 1, 2], Collect(new BatchLoader(store, preprocessing, BatchLoaderOptions.ForEvaluation(1)), 0)[0].Pixels);
    }

    [Fact]
    public void A_file_with_another_mark_of_missing_pixels_is_named()
    {
        using var tree = new MiniatureTree();
        foreach (var name in new[] { "a", "b" })
        {
            tree.AddPlanes($"{name}/1.tif", new float[4], new GdalRasterSpec(2, 2, 1, GdalDataType.Float32));
        }

        var scenes = tree.Open();
        tree.AddPlanes("b/1.tif", new float[4], new GdalRasterSpec(2, 2, 1, GdalDataType.Float32) { NoData = 0 });
        using var store = new ImageStore(scenes, scenes.Samples, new ImageStoreOptions { Height = 2, Width = 2 });
        var preprocessing = new Preprocessing { Bands = store.Bands, Scale = 1, Mean = [5], StandardDeviation = [2], Height = 2, Width = 2 };

        var error = Assert.ThrowsAny<Exception>(() => Collect(new BatchLoader(store, preprocessing, BatchLoaderOptions.ForEvaluation(1)), 0));
        Assert.Contains("marks missing pixels by 0", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_are_not_finite_become_zero_though_no_value_is_marked()
    {
        using var tree = new MiniatureTree();
        var values = new float[4 * 4];
        values[3] = float.NaN;
        values[5] = float.PositiveInfinity;
        values[7] = 3;
        foreach (var name in new[] { "a", "b" })
        {
            tree.AddPlanes($"{name}/1.tif", values, new GdalRasterSpec(4, 4, 1, GdalDataType.Float32));
        }

        var scenes = tree.Open();
        using var store = new ImageStore(scenes, scenes.Samples, new ImageStoreOptions { Height = 4, Width = 4 });
        var preprocessing = new Preprocessing { Bands = store.Bands, Scale = 1, Mean = [1], StandardDeviation = [2], Height = 4, Width = 4 };
        using var batch = new BatchLoader(store, preprocessing, BatchLoaderOptions.ForEvaluation(2)).Epoch(0).First();

        Assert.Equal([0f, -0.5f, 0f, -0.5f, 1f], batch.Pixels[3..8].ToArray());
    }

    [Fact]
    public void Corrupt_images_are_left_out_or_end_the_epoch()
    {
        _tree.Truncate("a/002.png");
        _tree.Truncate("a/003.png");
        var reported = new List<string>();
        using var lenient = Store(o => o with { CorruptImages = CorruptImagePolicy.Skip, OnCorruptImage = c => reported.Add(Path.GetFileName(c.Path)) });
        using var strict = Store();

        var loader = new BatchLoader(lenient, _preprocessing, BatchLoaderOptions.ForEvaluation(2) with { Threads = new() { Workers = 1 } });
        var batches = Collect(loader, 0);
        _ = Collect(loader, 1);

        Assert.Equal([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12], batches.SelectMany(b => b.Indices));
        Assert.Equal(6, batches.Count);
        Assert.Equal(["002.png", "003.png"], reported);
        var error = Assert.Throws<InvalidDataException>(() => Collect(new BatchLoader(strict, _preprocessing, BatchLoaderOptions.ForEvaluation(2)), 0));
        Assert.Contains("002.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epoch_can_be_left_early_and_cancelled()
    {
        using var store = Store();
        var loader = new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForEvaluation(1));

        foreach (var batch in loader.Epoch(0).Take(2))
        {
            batch.Dispose();
        }

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var batch in loader.Epoch(0, stop.Token))
            {
                batch.Dispose();
                stop.Cancel();
            }
        });
        Assert.Equal(13, Collect(loader, 0).Count);
    }

    [Fact]
    public void A_disposed_batch_gives_its_buffer_to_a_later_one()
    {
        using var store = Store();
        var loader = new BatchLoader(store, _preprocessing, BatchLoaderOptions.ForEvaluation(1) with { Threads = new() { Workers = 1, Prefetch = 1 } });
        var buffers = new HashSet<object>();

        foreach (var batch in loader.Epoch(0))
        {
            Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray<float>(batch.Pixels, out var segment));
            buffers.Add(segment.Array!);
            batch.Dispose();
            Assert.Throws<ObjectDisposedException>(() => batch.Pixels);
        }

        Assert.InRange(buffers.Count, 1, 2);
    }

    [Fact]
    public void A_store_of_another_size_or_band_count_is_refused()
    {
        using var store = Store();

        Assert.Throws<ArgumentException>(() => new BatchLoader(store, Preprocessing.ImageNet(16, 17), BatchLoaderOptions.ForEvaluation(1)));
        Assert.Throws<ArgumentException>(() => new BatchLoader(
            store, _preprocessing with { Bands = ["red"], Mean = [0], StandardDeviation = [1] }, BatchLoaderOptions.ForEvaluation(1)));
    }

    private static List<(float[] Pixels, int[] Labels, int[] Indices)> Collect(BatchLoader loader, int epoch)
    {
        var result = new List<(float[], int[], int[])>();
        foreach (var batch in loader.Epoch(epoch))
        {
            using (batch)
            {
                result.Add((batch.Pixels.ToArray(), batch.Labels, batch.Indices));
            }
        }

        return result;
    }

    private static float[] Sample((float[] Pixels, int[] Labels, int[] Indices) batch, int index)
    {
        var length = batch.Pixels.Length / batch.Labels.Length;
        return batch.Pixels.AsSpan(Array.IndexOf(batch.Indices, index) * length, length).ToArray();
    }

    private ImageStore Store(Func<ImageStoreOptions, ImageStoreOptions>? change = null)
    {
        var scenes = _tree.Open();
        var options = new ImageStoreOptions { Height = 16, Width = 16 };
        return new ImageStore(scenes, scenes.Samples, change?.Invoke(options) ?? options);
    }
}
