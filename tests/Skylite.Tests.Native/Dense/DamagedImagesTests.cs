using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Images that cannot be read end a run before its first epoch, whatever part they are in.</summary>
public sealed class DamagedImagesTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(1L << 30)]
    public void All_damaged_images_that_validate_and_test_are_named_before_anything_is_learnt(long cache)
    {
        using var folder = Divided();
        string[] damaged = [.. new[] { "val/A/p1.png", "test/B/p0.png" }.Select(name => Path.Combine(folder.Root, name))];
        foreach (var file in damaged)
        {
            File.WriteAllBytes(file, File.ReadAllBytes(file)[..^60]);
        }

        using var data = Open(folder, cache);
        var message = Assert.Throws<InvalidDataException>(() => data.Preload(null, CancellationToken.None)).Message;

        Assert.StartsWith("2 images cannot be used.", message, StringComparison.Ordinal);
        Assert.All(damaged, file => Assert.Contains($"'{file}' cannot be read", message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_read_to_see_whether_it_can_be_is_not_read_from_disk_again()
    {
        using var folder = Divided();
        using var data = Open(folder, 1 << 30);

        data.Preload(null, CancellationToken.None);
        Directory.Delete(Path.Combine(folder.Root, "test"), recursive: true);

        foreach (var batch in data.Tiles(SplitPart.Test, 4).Epoch(0))
        {
            batch.Dispose();
        }
    }

    private static SmallRasters Divided() => new SmallRasters().WithPairs(2, "train").WithPairs(2, "val").WithPairs(2, "test");

    private static DenseData Open(SmallRasters folder, long cache) =>
        DenseData.Open(new DataOptions { Directory = folder.Root, Size = 16, CacheBytes = cache }, given: null, needsSurvey: true);
}
