using Skylite.Imagery.Splits;

namespace Skylite.Tests.Native.Imagery;

public sealed class SplitManifestTests : IDisposable
{
    private readonly MiniatureTree _tree = new MiniatureTree().Add("a", 10).Add("b", 12);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        var scenes = _tree.Open();
        var options = new SplitOptions { TrainShare = 0.5, ValidationShare = 0.2, Seed = 11 };
        var written = SplitManifest.Create(scenes, options);
        var path = _tree.Place("split.json");

        written.Save(path);
        var read = SplitManifest.Load(path);

        Assert.Equal(written.Images, read.Images);
        Assert.Equal((written.Checksum, written.Options, "class-folders"), (read.Checksum, read.Options, read.Dataset));
        Assert.Equal(written.Checksum, SplitManifest.Create(scenes, options).Checksum);
        Assert.Equal(
            (9, 2, 11),
            (read.Samples(SplitPart.Train, scenes.Root).Count,
                read.Samples(SplitPart.Validation, scenes.Root).Count, read.Samples(SplitPart.Test, scenes.Root).Count));
        Assert.Equal("a/000.png", read.Images[0].Path);
        Assert.All(Enum.GetValues<SplitPart>().SelectMany(p => read.Samples(p, scenes.Root)), s => Assert.True(File.Exists(s.Path)));
        read.Verify(scenes.Root);
    }

    [Fact]
    public void A_manifest_that_cannot_be_written_leaves_nothing_behind()
    {
        var manifest = SplitManifest.Create(_tree.Open(), new SplitOptions());
        var taken = _tree.Place("taken/x")[..^2];
        Assert.NotNull(Record.Exception(() => manifest.Save(taken)));
        Assert.DoesNotContain(Directory.EnumerateFiles(_tree.Root), f => f.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void A_manifest_that_leaves_options_out_has_their_defaults()
    {
        var path = _tree.Place("split.json");
        SplitManifest.Create(_tree.Open(), new SplitOptions()).Save(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"trainShare\":0.8,", string.Empty, StringComparison.Ordinal));
        Assert.Equal(new SplitOptions(), SplitManifest.Load(path).Options);
    }

    [Fact]
    public void Other_images_are_noticed()
    {
        var scenes = _tree.Open();
        var manifest = SplitManifest.Create(scenes, new SplitOptions());
        _tree.AddBytes("b/003.png", 3, 16, 17);

        var error = Assert.Throws<InvalidDataException>(() => manifest.Verify(scenes.Root));

        Assert.Contains("1 of 22 images", error.Message, StringComparison.Ordinal);
        Assert.Contains("b/003.png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_was_edited_is_refused()
    {
        var path = _tree.Place("split.json");
        SplitManifest.Create(_tree.Open(), new SplitOptions()).Save(path);
        var text = File.ReadAllText(path);
        var at = text.IndexOf("\"test\"", StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + "\"train\"" + text[(at + 6)..]);

        Assert.Contains("changed after it was written", Assert.Throws<InvalidDataException>(() => SplitManifest.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"skylite-split-1\",\"dataset\":\"aid\",\"options\":{},\"classes\":null,\"images\":[],\"checksum\":\"\"}")]
    [InlineData("{\"format\":\"skylite-split-1\"}")]
    public void Text_that_is_no_manifest_is_refused(string text)
    {
        var path = _tree.Place("split.json");
        File.WriteAllText(path, text);

        Assert.Contains("split.json", Assert.Throws<InvalidDataException>(() => SplitManifest.Load(path)).Message, StringComparison.Ordinal);
    }
}
