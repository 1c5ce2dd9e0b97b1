using Skylite.Tests.Graphs;

namespace Skylite.Tests.Workbench;

public class AtomicFileTests
{
    [Fact]
    public void The_old_content_stays_when_writing_fails()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("result.json");
        AtomicFile.WriteAllText(path, "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            stream.Flush();
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["result.json"], folder.Names());
    }

    [Fact]
    public void Nothing_is_left_when_a_first_writing_fails()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(folder.File("new"), stream =>
        {
            stream.WriteByte(1);
            throw new InvalidDataException("broken");
        }));
        Assert.Empty(folder.Names());
    }

    [Fact]
    public void A_reader_sees_the_old_file_until_the_new_one_is_whole()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.onnx");
        AtomicFile.WriteAllText(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_copy_is_equal_and_a_missing_source_leaves_the_target()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("from"), [1, 2, 3]);
        AtomicFile.Copy(folder.File("from"), folder.File("to"));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.File("to")));

        Assert.Throws<FileNotFoundException>(() => AtomicFile.Copy(folder.File("missing"), folder.File("to")));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.File("to")));
        Assert.Equal(["from", "to"], folder.Names());
    }
}
