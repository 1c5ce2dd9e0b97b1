using System.Text;

namespace Skylite.Tests.Workbench;

public sealed class FileChecksumTests
{
    // FIPS 180-2, appendix B.1.
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void A_file_and_its_content_have_the_standard_s_checksum()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "abc");
            Assert.Equal(OfAbc, FileChecksum.Of(file));
            Assert.Equal(OfAbc, FileChecksum.Of(new MemoryStream(Encoding.ASCII.GetBytes("abc"))));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
