using System.Runtime.InteropServices;

namespace Skylite.Native.Gdal;

/// <summary>Texts as GDAL wants them: UTF-8 with a final zero, alone or in a list that ends with a null pointer.</summary>
internal sealed unsafe class NativeText : IDisposable
{
    private readonly byte** _list;
    private readonly int _count;

    public NativeText(params IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        _list = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < _count; i++)
        {
            _list[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
    }

    public byte* First => _list[0];

    public byte** List => _list;

    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    /// <summary>Copies a list of GDAL's that ends with a null pointer; a null pointer is an empty list.</summary>
    public static IReadOnlyList<string> ReadList(byte** list)
    {
        var texts = new List<string>();
        for (var next = list; next is not null && *next is not null; next++)
        {
            texts.Add(Read(*next));
        }

        return texts;
    }

    public void Dispose()
    {
        for (var i = 0; i < _count; i++)
        {
            Marshal.FreeCoTaskMem((nint)_list[i]);
            _list[i] = null;
        }

        NativeMemory.Free(_list);
    }
}
