using Skylite.Native.Libraries;

namespace Skylite.Tests.Native.Libraries;

public sealed class NativeLibrarySearchTests
{
    private const string Variable = "SKYLITE_SEARCH_TEST";

    private static NativeLibrarySearch Search(string file) => new("Some engine", Variable, [file], ["native"], "Install it.");

    [Fact]
    public void A_missing_library_names_the_engine_the_file_and_the_advice()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        var error = Assert.Throws<NativeLibraryNotFoundException>(() => Search("libno-such-engine.so").Load());
        Assert.Equal("Some engine", error.Library);
        Assert.Contains("'libno-such-engine.so': libno-such-engine.so: cannot open", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("strace", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Install it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_variable_alone_decides_when_it_is_set()
    {
        var folder = Directory.CreateTempSubdirectory("skylite-search");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "lib"));
            var file = Path.Combine(folder.FullName, "lib", "libengine.so");
            File.WriteAllText(file, "not a library");
            Environment.SetEnvironmentVariable(Variable, folder.FullName);
            Assert.Equal([file], Search("libengine.so").Candidates());
            var broken = Assert.Throws<NativeLibraryNotFoundException>(() => Search("libengine.so").Load());
            Assert.Contains(file, broken.Message, StringComparison.Ordinal);
            var absent = Assert.Throws<NativeLibraryNotFoundException>(() => Search("libc.so.6").Load());
            Assert.Contains(Variable, absent.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_system_is_asked_last()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        var library = Search("libc.so.6").Load();
        Assert.Equal("libc.so.6", library.Path);
        Assert.NotEqual(0, library.Function("getpid"));
        Assert.Throws<EntryPointNotFoundException>(() => library.Function("no_such_function"));
    }
}
