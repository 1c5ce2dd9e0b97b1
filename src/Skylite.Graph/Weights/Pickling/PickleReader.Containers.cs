namespace Skylite.Graphs.Weights.Pickling;

/// <content>Tuples (<c>object?[]</c>), lists and sets (<c>List</c>), dictionaries.</content>
internal sealed partial class PickleReader
{
    private bool TryContainer(char opcode)
    {
        switch (opcode)
        {
            case ')':
                Push(Array.Empty<object?>());
                return true;
            case '\x85':
                PushTuple(1);
                return true;
            case '\x86':
                PushTuple(2);
                return true;
            case '\x87':
                PushTuple(3);
                return true;
            case 't':
                Push(PopToMark());
                return true;
            case ']':
            case '\x8F':
                Push(new List<object?>());
                return true;
            case 'l':
            case '\x91':
                Push(new List<object?>(PopToMark()));
                return true;
            case 'a':
                var item = Pop();
                Top<List<object?>>().Add(item);
                return true;
            case 'e':
            case '\x90':
                var items = PopToMark();
                Top<List<object?>>().AddRange(items);
                return true;
            case '}':
                Push(new PickleDictionary());
                return true;
            case 'd':
                var pairs = PopToMark();
                Push(new PickleDictionary());
                SetItems(pairs);
                return true;
            case 's':
                var value = Pop();
                var key = Pop();
                Top<PickleDictionary>().Set(key, value);
                return true;
            case 'u':
                SetItems(PopToMark());
                return true;
            default:
                return false;
        }
    }

    private T Top<T>()
        where T : class => Peek() as T ?? throw Malformed();

    private void PushTuple(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        Push(items);
    }

    private void SetItems(object?[] pairs)
    {
        var dictionary = Top<PickleDictionary>();
        if (pairs.Length % 2 != 0)
        {
            throw Malformed();
        }

        for (var i = 0; i < pairs.Length; i += 2)
        {
            dictionary.Set(pairs[i], pairs[i + 1]);
        }
    }
}
