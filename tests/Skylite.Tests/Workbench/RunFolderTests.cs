using Skylite.Tests.Graphs;
using Skylite.Workbench.Runs;

namespace Skylite.Tests.Workbench;

public class RunFolderTests
{
    [Fact]
    public void Choosing_a_folder_writes_nothing()
    {
        using var temporary = new TemporaryFolder();
        var folder = RunFolder.Choose(temporary.File("run"), overwrite: true, resume: false);
        Assert.False(Directory.Exists(folder.Path));
        folder.Make();
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void A_finished_run_is_replaced_only_when_asked()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("result.json"), "{}");
        File.WriteAllText(temporary.File("model.onnx"), "old");

        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.Path, overwrite: false, resume: false));
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);
        Assert.Equal(["model.onnx", "result.json"], temporary.Names());

        RunFolder.Choose(temporary.Path, overwrite: true, resume: false).Make();
        Assert.Equal(["model.onnx"], temporary.Names());
    }

    [Fact]
    public void An_unfinished_run_goes_on_or_begins_anew_only_when_asked()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("split.json"), "{}");
        File.WriteAllText(temporary.File("last.onnx"), "kept");
        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.Path, overwrite: false, resume: false));
        Assert.Contains("--resume", error.Message, StringComparison.Ordinal);
        Assert.Contains("--overwrite", error.Message, StringComparison.Ordinal);

        RunFolder.Choose(temporary.Path, overwrite: false, resume: true).Make();
        RunFolder.Choose(temporary.Path, overwrite: true, resume: false).Make();
        Assert.Equal(["last.onnx", "split.json"], temporary.Names());
    }

    [Fact]
    public void A_file_is_not_a_folder()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("run"), "a file");
        var error = Assert.Throws<IOException>(() => RunFolder.Choose(temporary.File("run"), overwrite: true, resume: false));
        Assert.Contains("--out takes a folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_result_is_not_a_finished_run()
    {
        using var temporary = new TemporaryFolder();
        var error = Assert.Throws<FileNotFoundException>(() => RunFolder.Open(temporary.Path));
        Assert.Contains("result.json", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => RunFolder.Open(temporary.File("nowhere")));
    }
}
