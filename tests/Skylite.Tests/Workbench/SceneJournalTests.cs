using Skylite.Workbench.Runs;

namespace Skylite.Tests.Workbench;

public sealed class SceneJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-journal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_are_on_disk_before_the_journal_speaks_of_them()
    {
        var path = Path.Combine(_folder, "map.json");
        var journal = new SceneJournal(path, "key");
        journal.Begin();
        int? known = null;
        void Settle() => known = new SceneJournal(path, "key").Read()!.Row;

        journal.Note(0, 7, Settle);
        journal.Flush(Settle);

        Assert.Equal(0, known);
        Assert.Equal(7, new SceneJournal(path, "key").Read()!.Row);
    }

    [Fact]
    public void Rows_that_cannot_be_put_on_disk_are_not_spoken_of()
    {
        var path = Path.Combine(_folder, "map.json");
        var journal = new SceneJournal(path, "key");
        journal.Begin();
        journal.Note(0, 7, () => { });

        Assert.Throws<IOException>(() => journal.Flush(() => throw new IOException("The disk is full.")));

        Assert.Equal(0, new SceneJournal(path, "key").Read()!.Row);
    }
}
