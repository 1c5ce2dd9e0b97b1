using Skylite.Imagery.Loading;

namespace Skylite.Tests.Native.Imagery;

public sealed class VerifiedImagesTests : IDisposable
{
    private readonly MiniatureTree _tree = new MiniatureTree().Add("a", 6).Add("b", 6);

    private readonly MiniatureTree _elsewhere = new();

    public void Dispose()
    {
        _tree.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void A_corrupt_image_beyond_the_memory_budget_is_found_before_training()
    {
        _tree.Truncate("b/004.png");
        using var store = Store(VerifiedImages.Load(_elsewhere.Place("cache/verified.txt")), images: 2);
        var error = Assert.Throws<InvalidDataException>(() => store.Preload(2));
        Assert.Contains("004.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_images_are_looked_at_once_and_again_when_they_change()
    {
        var file = _elsewhere.Place("cache/verified.txt");
        Assert.Equal(12, Looked(file));
        Assert.Equal(2, Looked(file));
        _tree.AddBytes("b/005.png", 3, 20, 20);
        Assert.Equal(3, Looked(file));
    }

    [Fact]
    public void A_memory_that_cannot_be_read_or_written_costs_time_only()
    {
        var file = _elsewhere.Place("cache/verified.txt");
        Directory.CreateDirectory(file);
        Assert.Equal(12, Looked(file));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
    }

    private int Looked(string file)
    {
        var last = 0;
        using var store = Store(VerifiedImages.Load(file), images: 2);
        store.Preload(1, new Last(n => last = n));
        return last;
    }

    private ImageStore Store(VerifiedImages verified, int images)
    {
        var scenes = _tree.Open();
        return new ImageStore(
            scenes, scenes.Samples, new ImageStoreOptions { Height = 16, Width = 16, Memory = new MemoryBudget(images * 3 * 16 * 16), Verified = verified });
    }

    private sealed class Last(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
